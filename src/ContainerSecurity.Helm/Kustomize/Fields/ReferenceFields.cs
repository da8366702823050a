using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Fields;

/// <summary>The fields by which Kustomize 5.5 knows that objects name others.</summary>
internal static class ReferenceFields
{
    private const string Rbac = "rbac.authorization.k8s.io";
    private const string Admission = "admissionregistration.k8s.io";

    /// <summary>Where the pods of kinds are that Kustomize looks into for config maps and secrets.</summary>
    private static readonly (string Kind, string Version, string Pod)[] Pods =
    [
        ("Pod", "v1", "spec"),
        ("PodTemplate", "", "template/spec"),
        ("Deployment", "", "spec/template/spec"),
        ("ReplicaSet", "", "spec/template/spec"),
        ("DaemonSet", "", "spec/template/spec"),
        ("StatefulSet", "", "spec/template/spec"),
        ("Job", "", "spec/template/spec"),
        ("CronJob", "", "spec/jobTemplate/spec/template/spec"),
    ];

    /// <summary>Where it looks for accounts, claims and priorities: not the same kinds.</summary>
    private static readonly (string Kind, string Pod)[] OtherPods =
    [
        ("Pod", "spec"),
        ("StatefulSet", "spec/template/spec"),
        ("Deployment", "spec/template/spec"),
        ("ReplicationController", "spec/template/spec"),
        ("CronJob", "spec/jobTemplate/spec/template/spec"),
        ("Job", "spec/template/spec"),
        ("DaemonSet", "spec/template/spec"),
    ];

    public static IEnumerable<(GroupVersionKind Target, List<FieldSpec> Fields)> All()
    {
        foreach (string kind in new[] { "Deployment", "ReplicationController", "ReplicaSet", "StatefulSet" })
            yield return (new GroupVersionKind("", "", kind), [Of("spec/scaleTargetRef/name", "HorizontalPodAutoscaler")]);
        yield return (new GroupVersionKind("", "v1", "ConfigMap"), [.. ConfigMaps()]);
        yield return (new GroupVersionKind("", "v1", "Secret"), [.. Secrets()]);
        yield return (new GroupVersionKind("", "v1", "Service"), [.. Services()]);
        yield return (new GroupVersionKind(Rbac, "", "Role"), [Of("roleRef/name", "RoleBinding", Rbac)]);
        yield return (new GroupVersionKind(Rbac, "", "ClusterRole"),
            [Of("roleRef/name", "RoleBinding", Rbac), Of("roleRef/name", "ClusterRoleBinding", Rbac)]);
        yield return (new GroupVersionKind("", "v1", "ServiceAccount"),
            [Of("subjects", "RoleBinding", Rbac), Of("subjects", "ClusterRoleBinding", Rbac), .. InOtherPods("serviceAccountName")]);
        yield return (new GroupVersionKind("", "v1", "PersistentVolumeClaim"), [.. InOtherPods("volumes/persistentVolumeClaim/claimName")]);
        yield return (new GroupVersionKind("", "v1", "PersistentVolume"),
            [Of("spec/volumeName", "PersistentVolumeClaim"), Of("rules/resourceNames", "ClusterRole")]);
        yield return (new GroupVersionKind("storage.k8s.io", "v1", "StorageClass"),
        [
            Of("spec/storageClassName", "PersistentVolume"),
            Of("spec/storageClassName", "PersistentVolumeClaim"),
            Of("spec/volumeClaimTemplates/spec/storageClassName", "StatefulSet"),
        ]);
        yield return (new GroupVersionKind("scheduling.k8s.io", "v1", "PriorityClass"), [.. InOtherPods("priorityClassName")]);
        yield return (new GroupVersionKind("networking.k8s.io/v1", "v1", "IngressClass"), [Of("spec/ingressClassName", "Ingress")]);
        yield return (new GroupVersionKind(Admission, "", "ValidatingAdmissionPolicy"),
            [Of("spec/policyName", "ValidatingAdmissionPolicyBinding", Admission)]);
    }

    private static IEnumerable<FieldSpec> ConfigMaps() =>
    [
        .. InPods("volumes/configMap/name"),
        .. InPods("containers/env/valueFrom/configMapKeyRef/name"),
        .. InPods("initContainers/env/valueFrom/configMapKeyRef/name"),
        .. InPods("containers/envFrom/configMapRef/name"),
        .. InPods("initContainers/envFrom/configMapRef/name"),
        .. InPods("volumes/projected/sources/configMap/name"),
        Of("spec/configSource/configMap", "Node"),
        Of("rules/resourceNames", "Role"),
        Of("rules/resourceNames", "ClusterRole"),
        Of("metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap", "Ingress"),
    ];

    private static IEnumerable<FieldSpec> Secrets() =>
    [
        .. InPods("volumes/secret/secretName"),
        .. InPods("containers/env/valueFrom/secretKeyRef/name"),
        .. InPods("initContainers/env/valueFrom/secretKeyRef/name"),
        .. InPods("containers/envFrom/secretRef/name"),
        .. InPods("initContainers/envFrom/secretRef/name"),
        .. InPods("imagePullSecrets/name"),
        .. InPods("volumes/projected/sources/secret/name"),
        Of("spec/tls/secretName", "Ingress"),
        Of("metadata/annotations/ingress.kubernetes.io\\/auth-secret", "Ingress"),
        Of("metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret", "Ingress"),
        Of("metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret", "Ingress"),
        Of("imagePullSecrets/name", "ServiceAccount"),
        Of("parameters/secretName", "StorageClass"),
        Of("parameters/adminSecretName", "StorageClass"),
        Of("parameters/userSecretName", "StorageClass"),
        Of("parameters/secretRef", "StorageClass"),
        Of("rules/resourceNames", "Role"),
        Of("rules/resourceNames", "ClusterRole"),
        DefaultFields.Of("spec/template/spec/containers/env/valueFrom/secretKeyRef/name", "Service", "serving.knative.dev", "v1"),
        Of("spec/azureFile/secretName", "PersistentVolume"),
    ];

    private static IEnumerable<FieldSpec> Services() =>
    [
        Of("spec/serviceName", "StatefulSet", "apps"),
        Of("spec/rules/http/paths/backend/serviceName", "Ingress"),
        Of("spec/backend/serviceName", "Ingress"),
        Of("spec/rules/http/paths/backend/service/name", "Ingress"),
        Of("spec/defaultBackend/service/name", "Ingress"),
        Of("spec/service/name", "APIService", "apiregistration.k8s.io"),
        Of("webhooks/clientConfig/service", "ValidatingWebhookConfiguration", Admission),
        Of("webhooks/clientConfig/service", "MutatingWebhookConfiguration", Admission),
    ];

    private static IEnumerable<FieldSpec> InPods(string field) =>
        Pods.Select(p => DefaultFields.Of($"{p.Pod}/{field}", p.Kind, version: p.Version));

    private static IEnumerable<FieldSpec> InOtherPods(string field) => OtherPods.Select(p => Of($"{p.Pod}/{field}", p.Kind));

    private static FieldSpec Of(string path, string kind, string group = "") => DefaultFields.Of(path, kind, group);
}
