namespace ContainerSecurity.Cel.Values;

/// <summary>What a <see cref="CelValue"/> refers to when it is neither a number nor a string.</summary>
public abstract class CelObject
{
    private protected CelObject(CelKind kind) => Kind = kind;

    internal CelKind Kind { get; }

    /// <summary>The type of the value as <c>type(value)</c> answers it.</summary>
    public abstract CelType Type { get; }

    /// <summary>Whether another object of the same kind is equal by the rules of the language.</summary>
    internal abstract bool EqualsObject(CelObject other);

    internal abstract int HashObject();
}
