using Microsoft.CodeAnalysis;

namespace ContainerSecurity.Analyzers.Roots;

/// <summary>Which types are judged, and as which part of which document.</summary>
internal static class RootTable
{
    private const string Container = "Pod:spec.containers[]";
    private const string Context = "Pod:spec.containers[].securityContext";
    private const string PodContext = "Pod:spec.securityContext";

    /// <summary>Fragments of Kubernetes objects, with the object and the place in it where the fragment's rules look.</summary>
    private static readonly Dictionary<string, string> Fragments = new(StringComparer.Ordinal)
    {
        ["V1PodSpec"] = "Pod:spec",
        ["V1PodTemplateSpec"] = "PodTemplate:template",
        ["V1DeploymentSpec"] = "Deployment:spec",
        ["V1StatefulSetSpec"] = "StatefulSet:spec",
        ["V1DaemonSetSpec"] = "DaemonSet:spec",
        ["V1ReplicaSetSpec"] = "ReplicaSet:spec",
        ["V1ReplicationControllerSpec"] = "ReplicationController:spec",
        ["V1JobSpec"] = "Job:spec",
        ["V1CronJobSpec"] = "CronJob:spec",
        ["V1JobTemplateSpec"] = "CronJob:spec.jobTemplate",
        ["V1Container"] = Container,
        ["V1EphemeralContainer"] = "Pod:spec.ephemeralContainers[]",
        ["V1SecurityContext"] = Context,
        ["V1Capabilities"] = Context + ".capabilities",
        ["V1PodSecurityContext"] = PodContext,
        ["V1SeccompProfile"] = PodContext + ".seccompProfile",
        ["V1AppArmorProfile"] = PodContext + ".appArmorProfile",
        ["V1SELinuxOptions"] = PodContext + ".seLinuxOptions",
        ["V1WindowsSecurityContextOptions"] = Context + ".windowsOptions",
        ["V1Sysctl"] = PodContext + ".sysctls[]",
        ["V1Volume"] = "Pod:spec.volumes[]",
        ["V1HostPathVolumeSource"] = "Pod:spec.volumes[].hostPath",
        ["V1ImageVolumeSource"] = "Pod:spec.volumes[].image",
        ["V1VolumeMount"] = Container + ".volumeMounts[]",
        ["V1VolumeDevice"] = Container + ".volumeDevices[]",
        ["V1ContainerPort"] = Container + ".ports[]",
        ["V1EnvVar"] = Container + ".env[]",
        ["V1EnvFromSource"] = Container + ".envFrom[]",
        ["V1ResourceRequirements"] = Container + ".resources",
        ["V1Probe"] = Container + ".livenessProbe",
        ["V1HTTPGetAction"] = Container + ".livenessProbe.httpGet",
        ["V1TCPSocketAction"] = Container + ".livenessProbe.tcpSocket",
        ["V1Lifecycle"] = Container + ".lifecycle",
        ["V1LifecycleHandler"] = Container + ".lifecycle.preStop",
        ["V1Toleration"] = "Pod:spec.tolerations[]",
        ["V1HostAlias"] = "Pod:spec.hostAliases[]",
        ["V1PersistentVolumeSpec"] = "PersistentVolume:spec",
        ["V1ServiceSpec"] = "Service:spec",
        ["V1IngressSpec"] = "Ingress:spec",
        ["V1NetworkPolicySpec"] = "NetworkPolicy:spec",
        ["V1NetworkPolicyIngressRule"] = "NetworkPolicy:spec.ingress[]",
        ["V1PolicyRule"] = "ClusterRole:rules[]",
        ["V1RoleRef"] = "ClusterRoleBinding:roleRef",
        ["V1Subject"] = "ClusterRoleBinding:subjects[]",
        ["Rbacv1Subject"] = "ClusterRoleBinding:subjects[]",
        ["RbacV1Subject"] = "ClusterRoleBinding:subjects[]",
    };

    /// <summary>The API versions of the objects that fragments are part of, and of models that do not say theirs.</summary>
    private static readonly Dictionary<string, string> ApiVersions = new(StringComparer.Ordinal)
    {
        ["Pod"] = "v1",
        ["PodTemplate"] = "v1",
        ["ReplicationController"] = "v1",
        ["PersistentVolume"] = "v1",
        ["Service"] = "v1",
        ["Secret"] = "v1",
        ["ConfigMap"] = "v1",
        ["Namespace"] = "v1",
        ["ServiceAccount"] = "v1",
        ["Deployment"] = "apps/v1",
        ["StatefulSet"] = "apps/v1",
        ["DaemonSet"] = "apps/v1",
        ["ReplicaSet"] = "apps/v1",
        ["Job"] = "batch/v1",
        ["CronJob"] = "batch/v1",
        ["Ingress"] = "networking.k8s.io/v1",
        ["NetworkPolicy"] = "networking.k8s.io/v1",
        ["Role"] = "rbac.authorization.k8s.io/v1",
        ["ClusterRole"] = "rbac.authorization.k8s.io/v1",
        ["RoleBinding"] = "rbac.authorization.k8s.io/v1",
        ["ClusterRoleBinding"] = "rbac.authorization.k8s.io/v1",
    };

    /// <summary>What a type is judged as; null where it is no root.</summary>
    public static Root? Find(ITypeSymbol? type)
    {
        if (DocumentTypes.ModelOf(type) is not { } model)
            return null;
        if (DocumentTypes.IsPulumiDocker(model))
            return model.Name == "ContainerArgs" ? new Root(RootFormat.PulumiDocker, "Container", "", [], false) : null;
        if (!DocumentTypes.IsKubernetes(model))
            return model.Name switch
            {
                "CreateContainerParameters" => new Root(RootFormat.Docker, "Container", "", [], true),
                "HostConfig" => new Root(RootFormat.Docker, "Container", "", ["HostConfig"], false),
                "Mount" => new Root(RootFormat.Docker, "Container", "", ["HostConfig", "Mounts", ""], false),
                "DeviceMapping" => new Root(RootFormat.Docker, "Container", "", ["HostConfig", "Devices", ""], false),
                "ServiceSpec" => new Root(RootFormat.Swarm, "Service", "", [], false),
                "TaskSpec" => new Root(RootFormat.Swarm, "Service", "", ["TaskTemplate"], false),
                "ContainerSpec" => new Root(RootFormat.Swarm, "Service", "", ["TaskTemplate", "ContainerSpec"], false),
                "Privileges" => new Root(RootFormat.Swarm, "Service", "", ["TaskTemplate", "ContainerSpec", "Privileges"], false),
                "ImagesCreateParameters" => new Root(RootFormat.ImagePull, "Container", "", [], true),
                "ContainerExecCreateParameters" => new Root(RootFormat.Exec, "Container", "", [], false),
                "Config" or "ContainerConfig" => new Root(RootFormat.Docker, "Container", "", [], false),
                _ => null,
            };
        if (Constant(model, "KubeKind") is { } kind)
            return new Root(RootFormat.Kubernetes, kind, VersionOf(model), [], true);
        string name = DocumentTypes.NameOf(model);
        if (Fragments.TryGetValue(name, out string? place))
        {
            string[] parts = place.Split(':');
            return new Root(RootFormat.Kubernetes, parts[0], ApiVersions[parts[0]], [.. parts[1].Replace("[]", ".").Split('.')], false);
        }
        return name.StartsWith("V1", StringComparison.Ordinal) && ApiVersions.TryGetValue(name.Substring(2), out string? version)
            ? new Root(RootFormat.Kubernetes, name.Substring(2), version, [], true)
            : null;
    }

    private static string VersionOf(INamedTypeSymbol model) =>
        Constant(model, "KubeGroup") is { Length: > 0 } group ? $"{group}/{Constant(model, "KubeApiVersion")}" : Constant(model, "KubeApiVersion") ?? "v1";

    private static string? Constant(INamedTypeSymbol type, string name) =>
        type.GetMembers(name) is [IFieldSymbol { HasConstantValue: true, ConstantValue: string value }, ..] ? value : null;
}
