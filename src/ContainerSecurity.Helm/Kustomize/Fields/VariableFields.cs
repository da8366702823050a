namespace ContainerSecurity.Helm.Kustomize.Fields;

/// <summary>The fields in which Kustomize 5.5 looks for variables.</summary>
internal static class VariableFields
{
    private static readonly string[] OfContainers = ["args", "command", "env/value", "volumeMounts/mountPath"];

    private static readonly (string Kind, string Pod)[] Pods =
    [
        ("CronJob", "spec/jobTemplate/spec/template/spec"),
        ("DaemonSet", "spec/template/spec"),
        ("Deployment", "spec/template/spec"),
        ("Job", "spec/template/spec"),
        ("Pod", "spec"),
        ("ReplicaSet", "spec/template/spec"),
        ("StatefulSet", "spec/template/spec"),
    ];

    public static IEnumerable<FieldSpec> All() =>
    [
        .. from pod in Pods
           from list in DefaultFields.ContainerLists
           from field in OfContainers
           select DefaultFields.Of($"{pod.Pod}/{list}/{field}", pod.Kind),
        .. from pod in Pods
           where pod.Kind is not ("CronJob" or "StatefulSet")
           select DefaultFields.Of($"{pod.Pod}/volumes/nfs/server", pod.Kind),
        DefaultFields.Of("spec/jobTemplate/spec/template/volumes/nfs/server", "CronJob"),
        DefaultFields.Of("spec/volumeClaimTemplates/spec/nfs/server", "StatefulSet"),
        DefaultFields.Of("spec/nfs/server", "PersistentVolume"),
        DefaultFields.Of("spec/template/metadata/annotations", "Deployment"),
        DefaultFields.Of("spec/rules/host", "Ingress"),
        DefaultFields.Of("spec/tls/hosts", "Ingress"),
        DefaultFields.Of("spec/tls/secretName", "Ingress"),
        DefaultFields.Of("spec/ports/port", "Service"),
        DefaultFields.Of("spec/ports/targetPort", "Service"),
        DefaultFields.Of("metadata/labels"),
        DefaultFields.Of("metadata/annotations"),
    ];
}
