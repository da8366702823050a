namespace ContainerSecurity.Cel.Values;

/// <summary>Marks the kind of a value that lives in the bits of its <see cref="CelValue"/>.</summary>
internal sealed class ScalarTag : CelObject
{
    public static readonly ScalarTag Null = new(CelKind.Null);
    public static readonly ScalarTag Bool = new(CelKind.Bool);
    public static readonly ScalarTag Int = new(CelKind.Int);
    public static readonly ScalarTag Uint = new(CelKind.Uint);
    public static readonly ScalarTag Double = new(CelKind.Double);
    public static readonly ScalarTag Duration = new(CelKind.Duration);

    private ScalarTag(CelKind kind) : base(kind) { }

    public override CelType Type => CelType.OfKind(Kind);

    internal override bool EqualsObject(CelObject other) => ReferenceEquals(this, other);

    internal override int HashObject() => (int)Kind;
}
