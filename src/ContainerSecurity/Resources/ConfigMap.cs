using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>A ConfigMap: settings that everyone who reads the namespace may read.</summary>
/// <param name="root">The whole object.</param>
public sealed class ConfigMap(NodeView root) : KubernetesResource(root)
{
    /// <summary>Texts by key; a key is often a file's name.</summary>
    public FieldMap Data { get; } = root.Map("data");

    /// <summary>Bytes by key, in base64.</summary>
    public FieldMap BinaryData { get; } = root.Map("binaryData");

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }
}
