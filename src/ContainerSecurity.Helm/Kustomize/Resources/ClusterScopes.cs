namespace ContainerSecurity.Helm.Kustomize.Resources;

/// <summary>
/// The kinds that Kustomize knows to belong to no namespace: those of Kubernetes 1.21. It takes all others, custom
/// resources among them, for namespaced.
/// </summary>
internal static class ClusterScopes
{
    private static readonly HashSet<string> Known = new(
        [
            "v1 ComponentStatus", "v1 Namespace", "v1 Node", "v1 PersistentVolume",
            .. Of("admissionregistration.k8s.io", "v1 v1beta1", "MutatingWebhookConfiguration ValidatingWebhookConfiguration"),
            .. Of("apiextensions.k8s.io", "v1 v1beta1", "CustomResourceDefinition"),
            .. Of("apiregistration.k8s.io", "v1 v1beta1", "APIService"),
            .. Of("certificates.k8s.io", "v1 v1beta1", "CertificateSigningRequest"),
            .. Of("flowcontrol.apiserver.k8s.io", "v1beta1", "FlowSchema PriorityLevelConfiguration"),
            .. Of("networking.k8s.io", "v1 v1beta1", "IngressClass"),
            .. Of("node.k8s.io", "v1 v1beta1", "RuntimeClass"),
            .. Of("policy", "v1beta1", "PodSecurityPolicy"),
            .. Of("rbac.authorization.k8s.io", "v1 v1beta1", "ClusterRole ClusterRoleBinding"),
            .. Of("scheduling.k8s.io", "v1 v1beta1", "PriorityClass"),
            .. Of("storage.k8s.io", "v1 v1beta1", "CSIDriver CSINode StorageClass VolumeAttachment"),
        ],
        StringComparer.Ordinal);

    public static bool IsClusterScoped(GroupVersionKind kind) => Known.Contains($"{kind.ApiVersion} {kind.Kind}");

    private static IEnumerable<string> Of(string group, string versions, string kinds) =>
        from version in versions.Split(' ')
        from kind in kinds.Split(' ')
        select $"{group}/{version} {kind}";
}
