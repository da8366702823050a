namespace ContainerSecurity.Cel.Values;

/// <summary>A value of a type that a library or the caller brings along.</summary>
public abstract class CelOpaque : CelObject
{
    /// <summary>Starts a value of a given type.</summary>
    protected CelOpaque(CelType type) : base(CelKind.Opaque) => Type = type ?? throw new ArgumentNullException(nameof(type));

    /// <inheritdoc/>
    public override CelType Type { get; }

    /// <summary>Whether another value of the same type is equal.</summary>
    protected abstract bool EqualsOpaque(CelOpaque other);
    /// <summary>A hash that agrees with equality.</summary>
    protected abstract int HashOpaque();
    /// <summary>The size that the cost of an operation depends on; 1 for most.</summary>
    protected internal virtual int CostSize => 1;

    internal override bool EqualsObject(CelObject other) => other is CelOpaque opaque && opaque.Type.Name == Type.Name && EqualsOpaque(opaque);
    internal override int HashObject() => HashOpaque();
}
