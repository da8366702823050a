namespace ContainerSecurity.Helm.Kustomize.Nodes;

/// <summary>A value of an object that is being built. It can be changed, and it knows where it was written.</summary>
internal abstract class ObjectNode(Origin origin)
{
    /// <summary>Where it is written; a value that something replaced is written where that stands.</summary>
    public Origin Origin { get; set; } = origin;

    /// <summary>Whether it is null.</summary>
    public virtual bool IsNull => false;

    /// <summary>A copy that shares nothing with it.</summary>
    public abstract ObjectNode Copy();

    /// <summary>How many values it is made of, itself among them.</summary>
    public abstract int Size { get; }

    /// <summary>How deep it is nested: 1 for a scalar.</summary>
    public abstract int Depth { get; }
}
