using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission.Kyverno;

/// <summary>The value of the variables <c>resource</c>, <c>http</c>, <c>globalContext</c> and <c>image</c>.</summary>
internal sealed class KyvernoContextValue(CelType type, IKyvernoContext context) : CelOpaque(type)
{
    public IKyvernoContext Context => context;

    protected override bool EqualsOpaque(CelOpaque other) => ReferenceEquals(this, other);

    protected override int HashOpaque() => context.GetHashCode();
}
