using ContainerSecurity.Helm.Kustomize.Definitions;
using ContainerSecurity.Helm.Kustomize.Fields;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Transformers;

/// <summary>Puts a text before or behind the names of objects.</summary>
internal sealed class AffixTransformer(PlacedText affix, IReadOnlyList<FieldSpec> fields, bool isSuffix) : ITransformer
{
    private static readonly string[] Skipped = ["CustomResourceDefinition", "APIService", "Namespace"];

    public void Transform(ResourceSet resources)
    {
        if (affix.Text.Length == 0)
            return;
        var visitor = new FieldVisitor(n => Change(n, resources.Session.Budget), affix.Origin, resources.Session.Budget, makesMap: null);
        foreach (BuildResource resource in resources.All)
        {
            if (IsSkipped(resource.OriginalId.Kind))
                continue;
            foreach (FieldSpec field in fields)
            {
                if (!resource.OriginalId.Kind.IsSelectedBy(field.Kind))
                    continue;
                if (field.Path == "metadata/name")
                {
                    (isSuffix ? resource.Suffixes : resource.Prefixes).Add(affix.Text);
                    resource.StoreId();
                }
                visitor.Visit(resource.Root, field);
            }
        }
    }

    private ObjectNode Change(ObjectNode node, BuildBudget budget)
    {
        if (node is not ObjectScalar scalar || node.IsNull)
            return node;
        budget.SpendText(scalar.Text.Length + affix.Text.Length);
        scalar.SetValue(isSuffix ? scalar.Text + affix.Text : affix.Text + scalar.Text, ScalarTag.Text, scalar.Origin);
        return node;
    }

    private static bool IsSkipped(GroupVersionKind kind) =>
        Array.IndexOf(Skipped, kind.Kind) >= 0 && (kind.Kind != "APIService" || kind.Group == "apiregistration.k8s.io");
}
