namespace ContainerSecurity.Helm.Templates.Values;

/// <summary>A structure of Go with fields and methods, such as what Helm puts into the dot.</summary>
internal abstract class ObjectValue : GoValue
{
    public override bool IsTrue => true;

    /// <summary>The field of a name; null where there is none.</summary>
    public virtual GoValue? Field(string name) => null;

    /// <summary>How the structure prints.</summary>
    public abstract TracedText Print();
}
