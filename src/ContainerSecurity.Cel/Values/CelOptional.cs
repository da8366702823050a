namespace ContainerSecurity.Cel.Values;

/// <summary>A value that may be absent, as <c>optional.of(x)</c> and <c>a.?b</c> make it.</summary>
public sealed class CelOptional : CelObject
{
    private readonly CelValue value;

    private CelOptional(CelValue value, bool hasValue) : base(CelKind.Optional)
    {
        this.value = value;
        HasValue = hasValue;
    }

    /// <summary>The absent value.</summary>
    public static CelOptional None { get; } = new(CelValue.Null, false);
    /// <summary>A present value.</summary>
    public static CelOptional Of(CelValue value) => new(value, true);
    /// <summary>Whether a value is present.</summary>
    public bool HasValue { get; }
    /// <summary>The value; null where it is absent.</summary>
    public CelValue Value => value;
    /// <inheritdoc/>
    public override CelType Type => CelType.Optional(CelType.Dyn);

    internal override bool EqualsObject(CelObject other)
    {
        var optional = (CelOptional)other;
        return HasValue == optional.HasValue && (!HasValue || Equality.AreEqual(value, optional.value));
    }

    internal override int HashObject() => HasValue ? Equality.Hash(value) : 0;
}
