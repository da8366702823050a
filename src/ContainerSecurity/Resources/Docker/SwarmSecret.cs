using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Docker;

/// <summary>A secret of a swarm, of which an engine tells all but the value.</summary>
/// <param name="root">The whole object, as <c>docker secret inspect</c> shows it.</param>
public sealed class SwarmSecret(NodeView root) : Resource(root, SecretKind, root["Spec"].Text("Name"), root["Spec"].Map("Labels"))
{
    /// <summary>The kind that a secret has.</summary>
    public const string SecretKind = "Secret";

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }
}
