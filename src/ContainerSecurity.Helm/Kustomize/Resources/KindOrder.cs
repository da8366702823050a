namespace ContainerSecurity.Helm.Kustomize.Resources;

/// <summary>The order of kinds: what others need first, webhooks last.</summary>
internal sealed class KindOrder : IComparer<GroupVersionKind>
{
    private static readonly string[] DefaultFirst =
    [
        "Namespace", "ResourceQuota", "StorageClass", "CustomResourceDefinition", "ServiceAccount", "PodSecurityPolicy", "Role",
        "ClusterRole", "RoleBinding", "ClusterRoleBinding", "ConfigMap", "Secret", "Endpoints", "Service", "LimitRange", "PriorityClass",
        "PersistentVolume", "PersistentVolumeClaim", "Deployment", "StatefulSet", "CronJob", "PodDisruptionBudget",
    ];

    private static readonly string[] DefaultLast = ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"];

    private readonly Dictionary<string, int> ranks = new(StringComparer.Ordinal);

    public KindOrder(IReadOnlyList<string> first, IReadOnlyList<string> last)
    {
        for (int i = 0; i < first.Count; i++)
            ranks[first[i]] = i - first.Count;
        for (int i = 0; i < last.Count; i++)
            ranks[last[i]] = i + 1;
    }

    /// <summary>The order of kubectl.</summary>
    public static KindOrder Default { get; } = new(DefaultFirst, DefaultLast);

    public int Compare(GroupVersionKind x, GroupVersionKind y)
    {
        int rank = ranks.GetValueOrDefault(x.Kind).CompareTo(ranks.GetValueOrDefault(y.Kind));
        return rank != 0 ? rank : string.CompareOrdinal(KeyOf(x), KeyOf(y));
    }

    private static string KeyOf(GroupVersionKind kind) => $"{Or(kind.Group, "~G")}_{Or(kind.Version, "~V")}_{Or(kind.Kind, "~K")}";

    private static string Or(string text, string other) => text.Length > 0 ? text : other;
}
