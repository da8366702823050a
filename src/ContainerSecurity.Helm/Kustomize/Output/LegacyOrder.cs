using ContainerSecurity.Helm.Kustomize.Definitions;
using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Output;

/// <summary>The order in which kubectl gives objects.</summary>
internal static class LegacyOrder
{
    /// <summary>Orders objects as a kustomization says.</summary>
    public static void Apply(ResourceSet resources, SortDefinition? definition)
    {
        if (definition is { Order: "fifo" })
            return;
        KindOrder kinds = definition is { First: not null } or { Last: not null }
            ? new KindOrder(definition!.First ?? [], definition.Last ?? [])
            : KindOrder.Default;
        resources.Order((x, y) =>
            kinds.Compare(x.Kind, y.Kind) is not 0 and int order ? order : string.CompareOrdinal(KeyOf(x), KeyOf(y)));
    }

    private static string KeyOf(BuildResource resource) => $"{Or(resource.Namespace, "~X")}|{Or(resource.Name, "~N")}";

    private static string Or(string text, string other) => text.Length > 0 ? text : other;
}
