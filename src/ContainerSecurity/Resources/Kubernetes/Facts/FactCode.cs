namespace ContainerSecurity.Resources.Kubernetes.Facts;

/// <summary>How facts are written: what each node begins with, and the words that stand for themselves by a number.</summary>
internal static class FactCode
{
    public const byte Unknown = 0;
    public const byte UnknownList = 1;
    public const byte Mapping = 2;
    public const byte OpenMapping = 3;
    public const byte Sequence = 4;
    public const byte OpenSequence = 5;

    /// <summary>A scalar; its style is added.</summary>
    public const byte Scalar = 6;

    /// <summary>Keys of objects; their order is that of the code, which nobody keeps.</summary>
    public static readonly string[] Words =
    [
        "apiVersion", "kind", "metadata", "name", "namespace", "labels", "annotations", "spec", "status",
        "template", "containers", "initContainers", "volumes", "securityContext", "serviceAccountName",
        "serviceAccount", "automountServiceAccountToken", "hostNetwork", "hostPID", "hostIPC", "replicas",
        "selector", "matchLabels", "matchExpressions", "podSelector", "policyTypes", "ingress", "egress", "roleRef",
        "apiGroup", "subjects", "rules", "apiGroups", "resources", "verbs", "resourceNames", "ownerReferences",
        "generateName", "strategy", "app", "app.kubernetes.io/name", "app.kubernetes.io/instance", "restartPolicy",
        "nodeSelector", "affinity", "tolerations", "imagePullSecrets", "secrets", "data", "uid", "resourceVersion",
        "creationTimestamp", "generation", "managedFields", "finalizers", "jobTemplate", "schedule", "dnsPolicy",
        "priorityClassName", "terminationGracePeriodSeconds", "minReplicas", "maxReplicas", "scaleTargetRef",
        "metrics", "minAvailable", "maxUnavailable", "revisionHistoryLimit", "schedulerName", "updateStrategy",
        "serviceName",
    ];
}
