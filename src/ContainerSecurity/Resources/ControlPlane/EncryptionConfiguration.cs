using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.ControlPlane;

/// <summary>What the API server encrypts before it stores it, and how.</summary>
internal sealed class EncryptionConfiguration(NodeView root) : KubernetesResource(root)
{
    private static readonly string[] AllSecrets = ["secrets", "*.", "*.*"];

    /// <summary>
    /// The provider that Secrets are written with, such as <c>aescbc</c>: the first one of the first entry that names
    /// them. Missing where no entry does, unknown where that cannot be told.
    /// </summary>
    public Field<string> WritesSecretsWith
    {
        get
        {
            FieldList<NodeView> entries = Root.Views("resources");
            foreach (Field<NodeView> entry in entries.Items)
            {
                FieldList<string> kinds = entry.IsKnown ? entry.Value.TextList("resources") : FieldList<string>.Unknown();
                if (Array.Exists(AllSecrets, kinds.Contains))
                    return FirstProvider(entry.Value);
                if (kinds.IsOpen)
                    return Field<string>.Unknown(entry.Node);
            }
            return entries.IsOpen ? Field<string>.Unknown(Node) : Field<string>.Missing(Node, "resources");
        }
    }

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }

    private static Field<string> FirstProvider(NodeView entry)
    {
        FieldList<NodeView> providers = entry.Views("providers");
        if (providers.Items.Count == 0)
            return providers.IsOpen ? Field<string>.Unknown() : Field<string>.Missing(entry.Mapping, "providers");
        Field<NodeView> first = providers.Items[0];
        return first.IsKnown && first.Value.Mapping is { Entries.Count: > 0 } provider
            ? Field<string>.Known(provider.Entries[0].Key, first.Node)
            : Field<string>.Unknown(first.Node);
    }
}
