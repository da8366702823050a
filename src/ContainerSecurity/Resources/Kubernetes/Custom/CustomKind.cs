namespace ContainerSecurity.Resources.Kubernetes.Custom;

/// <summary>Tells custom resources from Kubernetes' own objects.</summary>
internal static class CustomKind
{
    /// <summary>The groups that every API server brings, apart from the core group.</summary>
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal)
    {
        "", "apps", "batch", "autoscaling", "policy", "extensions", "admission.k8s.io", "admissionregistration.k8s.io", "apiextensions.k8s.io",
        "apiregistration.k8s.io", "authentication.k8s.io", "authorization.k8s.io", "certificates.k8s.io", "coordination.k8s.io", "discovery.k8s.io",
        "events.k8s.io", "flowcontrol.apiserver.k8s.io", "imagepolicy.k8s.io", "internal.apiserver.k8s.io", "metrics.k8s.io", "networking.k8s.io",
        "node.k8s.io", "rbac.authorization.k8s.io", "resource.k8s.io", "scheduling.k8s.io", "settings.k8s.io", "storage.k8s.io",
        "storagemigration.k8s.io", "apiserver.config.k8s.io", "audit.k8s.io", "client.authentication.k8s.io", "kubelet.config.k8s.io",
        "kubeproxy.config.k8s.io", "kubescheduler.config.k8s.io", "kubeadm.k8s.io", "kustomize.config.k8s.io",
    };

    /// <summary>The ends of groups whose objects describe what others may run, and run nothing: policies, and reports on them.</summary>
    private static readonly string[] Descriptions =
    [
        "kyverno.io", "gatekeeper.sh", "wgpolicyk8s.io", "openreports.io", "kubewarden.io", "aquasecurity.github.io", "softwarecomposition.kubescape.io",
        "containersecurity.io",
    ];

    /// <summary>Whether the objects of a group and version are custom resources, which an operator may complete.</summary>
    public static bool IsCustom(string apiVersion) => !Own.Contains(GroupOf(apiVersion));

    /// <summary>Whether the objects of a kind are looked through for containers.</summary>
    public static bool IsSearched(string apiVersion, string kind)
    {
        string group = GroupOf(apiVersion);
        return group.Length == 0 ? kind == "Template" : !Own.Contains(group) && !Array.Exists(Descriptions, d => IsOf(group, d));
    }

    private static string GroupOf(string apiVersion) => apiVersion.IndexOf('/') is >= 0 and int slash ? apiVersion.Substring(0, slash) : "";

    private static bool IsOf(string group, string name) => group == name || group.EndsWith("." + name, StringComparison.Ordinal);
}
