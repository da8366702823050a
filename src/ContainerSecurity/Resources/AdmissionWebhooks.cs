using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>A ValidatingWebhookConfiguration or MutatingWebhookConfiguration of Kubernetes.</summary>
/// <param name="root">The whole object.</param>
public sealed class AdmissionWebhooks(NodeView root) : KubernetesResource(root)
{
    /// <summary>The webhooks that the API server asks.</summary>
    public FieldList<NodeView> Webhooks { get; } = root.Views("webhooks");

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }
}
