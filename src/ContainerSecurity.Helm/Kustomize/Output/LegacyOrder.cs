using ContainerSecurity.Helm.Kustomize.Definitions;
using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Output;

/// <summary>The order in which kubectl builds objects: what others need first, webhooks last.</summary>
internal sealed class LegacyOrder
{
    private static readonly string[] DefaultFirst =
    [
        "Namespace", "ResourceQuota", "StorageClass", "CustomResourceDefinition", "ServiceAccount", "PodSecurityPolicy", "Role",
        "ClusterRole", "RoleBinding", "ClusterRoleBinding", "ConfigMap", "Secret", "Endpoints", "Service", "LimitRange", "PriorityClass",
        "PersistentVolume", "PersistentVolumeClaim", "Deployment", "StatefulSet", "CronJob", "PodDisruptionBudget",
    ];

    private static readonly string[] DefaultLast = ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"];

    private readonly Dictionary<string, int> ranks = new(StringComparer.Ordinal);

    private LegacyOrder(IReadOnlyList<string> first, IReadOnlyList<string> last)
    {
        for (int i = 0; i < first.Count; i++)
            ranks[first[i]] = i - first.Count;
        for (int i = 0; i < last.Count; i++)
            ranks[last[i]] = i + 1;
    }

    /// <summary>Orders objects as a kustomization says.</summary>
    public static void Apply(ResourceSet resources, SortDefinition? definition)
    {
        if (definition is { Order: "fifo" })
            return;
        bool isGiven = definition is { First: not null } or { Last: not null };
        var order = new LegacyOrder(
            isGiven ? definition!.First ?? [] : DefaultFirst,
            isGiven ? definition!.Last ?? [] : DefaultLast);
        resources.Order(order.Compare);
    }

    private int Compare(BuildResource one, BuildResource other)
    {
        int rank = ranks.GetValueOrDefault(one.Kind.Kind).CompareTo(ranks.GetValueOrDefault(other.Kind.Kind));
        if (rank != 0)
            return rank;
        int kind = string.CompareOrdinal(KeyOf(one.Kind), KeyOf(other.Kind));
        return kind != 0 ? kind : string.CompareOrdinal(KeyOf(one), KeyOf(other));
    }

    private static string KeyOf(GroupVersionKind kind) => $"{Or(kind.Group, "~G")}_{Or(kind.Version, "~V")}_{Or(kind.Kind, "~K")}";

    private static string KeyOf(BuildResource resource) => $"{Or(resource.Namespace, "~X")}|{Or(resource.Name, "~N")}";

    private static string Or(string text, string other) => text.Length > 0 ? text : other;
}
