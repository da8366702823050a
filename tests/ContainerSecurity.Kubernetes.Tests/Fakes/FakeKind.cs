namespace ContainerSecurity.Kubernetes.Tests.Fakes;

/// <summary>A kind that the fake API server serves.</summary>
internal sealed record FakeKind(string Group, string Version, string Name, string Plural, bool IsNamespaced)
{
    public static readonly IReadOnlyList<FakeKind> Usual =
    [
        new("", "v1", "Pod", "pods", true),
        new("", "v1", "Namespace", "namespaces", false),
        new("", "v1", "ServiceAccount", "serviceaccounts", true),
        new("", "v1", "ConfigMap", "configmaps", true),
        new("", "v1", "Secret", "secrets", true),
        new("", "v1", "Service", "services", true),
        new("", "v1", "PersistentVolume", "persistentvolumes", false),
        new("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", true),
        new("", "v1", "PodTemplate", "podtemplates", true),
        new("", "v1", "ReplicationController", "replicationcontrollers", true),
        new("", "v1", "ResourceQuota", "resourcequotas", true),
        new("", "v1", "LimitRange", "limitranges", true),
        new("", "v1", "Node", "nodes", false),
        new("apps", "v1", "Deployment", "deployments", true),
        new("apps", "v1", "ReplicaSet", "replicasets", true),
        new("apps", "v1", "StatefulSet", "statefulsets", true),
        new("apps", "v1", "DaemonSet", "daemonsets", true),
        new("batch", "v1", "Job", "jobs", true),
        new("batch", "v1", "CronJob", "cronjobs", true),
        new("networking.k8s.io", "v1", "Ingress", "ingresses", true),
        new("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", true),
        new("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", true),
        new("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", true),
        new("rbac.authorization.k8s.io", "v1", "Role", "roles", true),
        new("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings", true),
        new("rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles", false),
        new("rbac.authorization.k8s.io", "v1", "ClusterRoleBinding", "clusterrolebindings", false),
        new("admissionregistration.k8s.io", "v1", "ValidatingAdmissionPolicy", "validatingadmissionpolicies", false),
        new("admissionregistration.k8s.io", "v1", "ValidatingAdmissionPolicyBinding", "validatingadmissionpolicybindings", false),
    ];

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";
}
