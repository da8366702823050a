namespace ContainerSecurity.Policies.Admission;

/// <summary>How kinds are named in paths, and which of them belong to no namespace.</summary>
internal static class KindNames
{
    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["Endpoints"] = "endpoints",
        ["SecurityContextConstraints"] = "securitycontextconstraints",
        ["PodMetrics"] = "pods",
        ["NodeMetrics"] = "nodes",
    };

    private static readonly HashSet<string> ClusterScoped = new(StringComparer.Ordinal)
    {
        "Namespace", "Node", "PersistentVolume", "ComponentStatus", "ClusterRole", "ClusterRoleBinding", "CustomResourceDefinition", "APIService",
        "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding",
        "MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding", "StorageClass", "VolumeAttachment", "VolumeAttributesClass", "CSIDriver", "CSINode",
        "PriorityClass", "RuntimeClass", "IngressClass", "PodSecurityPolicy", "CertificateSigningRequest", "ClusterTrustBundle", "FlowSchema",
        "PriorityLevelConfiguration", "ServiceCIDR", "IPAddress", "DeviceClass", "ResourceSlice", "TokenReview",
        "SubjectAccessReview", "SelfSubjectAccessReview",
        "SelfSubjectRulesReview", "SelfSubjectReview", "ClusterPolicy", "ValidatingPolicy", "MutatingPolicy",
        "GeneratingPolicy", "DeletingPolicy", "ImageValidatingPolicy",
        "ConstraintTemplate", "ClusterIssuer", "GatewayClass", "SecurityContextConstraints", "VolumeSnapshotClass",
        "VolumeSnapshotContent", "IPPool", "GlobalNetworkPolicy",
    };

    /// <summary>Groups that serve the same objects under several names.</summary>
    private static readonly Dictionary<string, string[]> SameObjects = new(StringComparer.Ordinal)
    {
        ["deployments"] = ["apps", "extensions"],
        ["daemonsets"] = ["apps", "extensions"],
        ["replicasets"] = ["apps", "extensions"],
        ["ingresses"] = ["networking.k8s.io", "extensions"],
        ["networkpolicies"] = ["networking.k8s.io", "extensions"],
        ["events"] = ["", "events.k8s.io"],
    };

    /// <summary>Group and version of an <c>apiVersion</c>.</summary>
    public static (string Group, string Version) Split(string apiVersion)
    {
        int slash = apiVersion.IndexOf('/');
        return (slash < 0 ? "" : apiVersion.Substring(0, slash), apiVersion.Substring(slash + 1));
    }

    /// <summary>The resource of a kind, guessed as Kubernetes' own client guesses it.</summary>
    public static string Plural(string kind)
    {
        if (Irregular.TryGetValue(kind, out string? known))
            return known;
        string lower = kind.ToLowerInvariant();
        if (lower.Length == 0)
            return lower;
        if (lower.EndsWith("s", StringComparison.Ordinal)
            || lower.EndsWith("x", StringComparison.Ordinal)
            || lower.EndsWith("ch", StringComparison.Ordinal)
            || lower.EndsWith("sh", StringComparison.Ordinal))
            return lower + "es";
        bool vowelBefore = lower.Length > 1 && "aeiou".IndexOf(lower[lower.Length - 2]) >= 0;
        return lower[lower.Length - 1] == 'y' && !vowelBefore ? lower.Substring(0, lower.Length - 1) + "ies" : lower + "s";
    }

    /// <summary>Whether objects of a kind belong to no namespace; a kind that is not known is taken to belong to one.</summary>
    public static bool IsClusterScoped(string kind) => ClusterScoped.Contains(kind);

    /// <summary>Whether two groups serve the same objects as a resource.</summary>
    public static bool AreSame(string resource, string group, string other) =>
        group == other || (SameObjects.TryGetValue(resource, out string[]? groups) && groups.Contains(group) && groups.Contains(other));
}
