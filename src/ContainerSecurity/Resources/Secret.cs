using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>A Secret.</summary>
/// <param name="root">The whole object.</param>
public sealed class Secret(NodeView root) : KubernetesResource(root)
{
    /// <summary>The type, such as <c>Opaque</c> or <c>kubernetes.io/service-account-token</c>; missing means Opaque.</summary>
    public Field<string> Type { get; } = root.Text("type");

    /// <summary>Values by key, in base64.</summary>
    public FieldMap Data { get; } = root.Map("data");

    /// <summary>Values by key, as text.</summary>
    public FieldMap StringData { get; } = root.Map("stringData");

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }
}
