using ContainerSecurity.Helm.Versions;

namespace ContainerSecurity.Helm.Rendering;

/// <summary>The versions of APIs that Helm takes every cluster to serve that it cannot ask: those its client library knows.</summary>
internal static class ApiVersionSet
{
    /// <summary>The versions by the minor version of Kubernetes whose client library came to know them; 0 for those that all here know.</summary>
    private static readonly (ulong Since, string[] Versions)[] Known =
    [
        (0,
        [
            "v1", "admissionregistration.k8s.io/v1", "admissionregistration.k8s.io/v1alpha1", "admissionregistration.k8s.io/v1beta1",
            "apiextensions.k8s.io/v1", "apiextensions.k8s.io/v1beta1", "apps/v1", "apps/v1beta1", "apps/v1beta2",
            "authentication.k8s.io/v1", "authentication.k8s.io/v1alpha1", "authentication.k8s.io/v1beta1",
            "authorization.k8s.io/v1", "authorization.k8s.io/v1beta1",
            "autoscaling/v1", "autoscaling/v2", "autoscaling/v2beta1", "autoscaling/v2beta2", "batch/v1", "batch/v1beta1",
            "certificates.k8s.io/v1", "certificates.k8s.io/v1alpha1", "certificates.k8s.io/v1beta1",
            "coordination.k8s.io/v1", "coordination.k8s.io/v1beta1", "discovery.k8s.io/v1", "discovery.k8s.io/v1beta1",
            "events.k8s.io/v1", "events.k8s.io/v1beta1", "extensions/v1beta1",
            "flowcontrol.apiserver.k8s.io/v1", "flowcontrol.apiserver.k8s.io/v1beta1", "flowcontrol.apiserver.k8s.io/v1beta2",
            "flowcontrol.apiserver.k8s.io/v1beta3", "internal.apiserver.k8s.io/v1alpha1",
            "networking.k8s.io/v1", "networking.k8s.io/v1beta1", "node.k8s.io/v1", "node.k8s.io/v1alpha1", "node.k8s.io/v1beta1",
            "policy/v1", "policy/v1beta1",
            "rbac.authorization.k8s.io/v1", "rbac.authorization.k8s.io/v1alpha1", "rbac.authorization.k8s.io/v1beta1",
            "scheduling.k8s.io/v1", "scheduling.k8s.io/v1alpha1", "scheduling.k8s.io/v1beta1",
            "storage.k8s.io/v1", "storage.k8s.io/v1alpha1", "storage.k8s.io/v1beta1",
        ]),
        (30, ["storagemigration.k8s.io/v1alpha1"]),
        (31, ["resource.k8s.io/v1alpha3"]),
        (32, ["coordination.k8s.io/v1alpha2", "resource.k8s.io/v1beta1"]),
        (33, ["resource.k8s.io/v1beta2"]),
        (34, ["resource.k8s.io/v1"]),
        (35, ["storagemigration.k8s.io/v1beta1"]),
    ];

    /// <summary>What a version of Helm takes for served, and what a user adds.</summary>
    public static IReadOnlyList<string> Of(SemanticVersion helm, IReadOnlyList<string> added)
    {
        ulong minor = SemanticVersion.Parse(HelmVersions.KubernetesOf(helm.ToString()))!.Minor;
        return [.. Known.Where(k => k.Since <= minor).SelectMany(k => k.Versions), .. added];
    }
}
