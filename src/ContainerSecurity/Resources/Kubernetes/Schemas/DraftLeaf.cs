using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>A value that stays as it is: a scalar, one that is not known, or one without a schema.</summary>
internal sealed class DraftLeaf(DocumentNode node) : Draft(node.File, node.Span)
{
    public DocumentNode Node => node;

    public override string? Text => node is ScalarNode { IsTemplate: false } scalar ? scalar.Text : null;
}
