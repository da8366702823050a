namespace ContainerSecurity.Helm.Kustomize.Patches;

/// <summary>The types of Kubernetes 1.21 that have lists which are merged, and the ways that lead to them.</summary>
internal static class KubernetesMergeFields
{
    /// <summary>The kinds of each version.</summary>
    public static readonly (string Versions, string Kinds)[] Kinds =
    [
        ("v1", "Binding ComponentStatus ConfigMap Endpoints Event LimitRange Namespace Node PersistentVolume PersistentVolumeClaim Pod PodTemplate "
            + "ReplicationController ResourceQuota Secret Service ServiceAccount"),
        ("admissionregistration.k8s.io/v1 admissionregistration.k8s.io/v1beta1", "MutatingWebhookConfiguration ValidatingWebhookConfiguration"),
        ("apiextensions.k8s.io/v1 apiextensions.k8s.io/v1beta1", "CustomResourceDefinition"),
        ("apiregistration.k8s.io/v1 apiregistration.k8s.io/v1beta1", "APIService"),
        ("apps/v1", "ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet"),
        ("autoscaling/v1 autoscaling/v2beta1 autoscaling/v2beta2", "HorizontalPodAutoscaler"),
        ("batch/v1", "Job"),
        ("batch/v1 batch/v1beta1", "CronJob"),
        ("certificates.k8s.io/v1 certificates.k8s.io/v1beta1", "CertificateSigningRequest"),
        ("coordination.k8s.io/v1 coordination.k8s.io/v1beta1", "Lease"),
        ("discovery.k8s.io/v1 discovery.k8s.io/v1beta1", "EndpointSlice"),
        ("events.k8s.io/v1 events.k8s.io/v1beta1", "Event"),
        ("extensions/v1beta1 networking.k8s.io/v1 networking.k8s.io/v1beta1", "Ingress"),
        ("flowcontrol.apiserver.k8s.io/v1beta1", "FlowSchema PriorityLevelConfiguration"),
        ("networking.k8s.io/v1", "NetworkPolicy"),
        ("networking.k8s.io/v1 networking.k8s.io/v1beta1", "IngressClass"),
        ("node.k8s.io/v1 node.k8s.io/v1beta1", "RuntimeClass"),
        ("policy/v1 policy/v1beta1", "PodDisruptionBudget"),
        ("policy/v1beta1", "PodSecurityPolicy"),
        ("rbac.authorization.k8s.io/v1 rbac.authorization.k8s.io/v1beta1", "ClusterRole ClusterRoleBinding Role RoleBinding"),
        ("scheduling.k8s.io/v1 scheduling.k8s.io/v1beta1", "PriorityClass"),
        ("storage.k8s.io/v1 storage.k8s.io/v1beta1", "CSIDriver CSINode StorageClass VolumeAttachment"),
    ];

    /// <summary>Objects that lead to lists: a type, its field, and the type of that.</summary>
    public static readonly (string Type, string Field, string Target)[] Objects =
    [
        ("DaemonSet", "spec", "WorkloadSpec"),
        ("Deployment", "spec", "WorkloadSpec"),
        ("ReplicaSet", "spec", "WorkloadSpec"),
        ("ReplicationController", "spec", "WorkloadSpec"),
        ("StatefulSet", "spec", "WorkloadSpec"),
        ("Job", "spec", "WorkloadSpec"),
        ("CronJob", "spec", "CronJobSpec"),
        ("CronJobSpec", "jobTemplate", "JobTemplate"),
        ("JobTemplate", "metadata", "ObjectMeta"),
        ("JobTemplate", "spec", "WorkloadSpec"),
        ("WorkloadSpec", "template", "PodTemplateSpec"),
        ("PodTemplate", "template", "PodTemplateSpec"),
        ("PodTemplateSpec", "metadata", "ObjectMeta"),
        ("PodTemplateSpec", "spec", "PodSpec"),
        ("Pod", "spec", "PodSpec"),
        ("Pod", "status", "PodStatus"),
        ("Volume", "ephemeral", "EphemeralVolume"),
        ("EphemeralVolume", "volumeClaimTemplate", "PersistentVolumeClaim"),
        ("Node", "spec", "NodeSpec"),
        ("Node", "status", "NodeStatus"),
        ("CSINode", "spec", "CSINodeSpec"),
        ("Service", "spec", "ServiceSpec"),
        .. new[]
        {
            "APIService", "DaemonSet", "Deployment", "FlowSchema", "Job", "Namespace", "PersistentVolumeClaim", "PodDisruptionBudget",
            "PriorityLevelConfiguration", "ReplicaSet", "ReplicationController", "Service", "StatefulSet",
        }.Select(k => (k, "status", "Status")),
    ];

    /// <summary>Lists that are merged: a type, its field, the type of the items, and the keys of those.</summary>
    public static readonly (string Type, string Field, string Target, string Keys)[] Lists =
    [
        ("ObjectMeta", "finalizers", "", ""),
        ("ObjectMeta", "ownerReferences", "OwnerReference", "uid"),
        ("PodSpec", "containers", "Container", "name"),
        ("PodSpec", "initContainers", "Container", "name"),
        ("PodSpec", "ephemeralContainers", "Container", "name"),
        ("PodSpec", "hostAliases", "HostAlias", "ip"),
        ("PodSpec", "imagePullSecrets", "LocalObjectReference", "name"),
        ("PodSpec", "topologySpreadConstraints", "TopologySpreadConstraint", "topologyKey whenUnsatisfiable"),
        ("PodSpec", "volumes", "Volume", "name"),
        ("PodStatus", "conditions", "Condition", "type"),
        ("PodStatus", "podIPs", "PodIP", "ip"),
        ("Container", "env", "EnvVar", "name"),
        ("Container", "ports", "ContainerPort", "containerPort protocol"),
        ("Container", "volumeDevices", "VolumeDevice", "devicePath"),
        ("Container", "volumeMounts", "VolumeMount", "mountPath"),
        ("ServiceSpec", "ports", "ServicePort", "port protocol"),
        ("ServiceAccount", "secrets", "ObjectReference", "name"),
        ("NodeSpec", "podCIDRs", "", ""),
        ("NodeStatus", "addresses", "NodeAddress", "type"),
        ("NodeStatus", "conditions", "Condition", "type"),
        ("CSINodeSpec", "drivers", "CSINodeDriver", "name"),
        ("ComponentStatus", "conditions", "Condition", "type"),
        ("MutatingWebhookConfiguration", "webhooks", "Webhook", "name"),
        ("ValidatingWebhookConfiguration", "webhooks", "Webhook", "name"),
        ("Status", "conditions", "Condition", "type"),
    ];
}
