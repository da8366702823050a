using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes;

/// <summary>Finds the pod in every kind that carries one and reads it as a <see cref="Workload"/>.</summary>
internal static class WorkloadReader
{
    public static Workload? TryRead(NodeView root, string kind)
    {
        NodeView spec = root["spec"];
        switch (kind)
        {
            case "Pod":
                return Read(root, spec, root["metadata"], isPod: true);
            case "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" or "ReplicationController" or "Job" or "DeploymentConfig":
                return ReadTemplate(root, spec["template"]);
            case "CronJob":
                return ReadTemplate(root, spec["jobTemplate"]["spec"]["template"]);
            case "PodTemplate":
                return ReadTemplate(root, root["template"]);
            default:
                NodeView template = Quiet(Quiet(Quiet(root.Mapping)?["spec"])?["template"]) is { } found ? new NodeView(found) : default;
                return Quiet(template.Mapping?["spec"])?["containers"] is SequenceNode ? ReadTemplate(root, spec["template"]) : null;
        }
    }

    /// <summary>A field of an unknown kind may be anything; that is no error.</summary>
    private static MappingNode? Quiet(DocumentNode? node) => node as MappingNode;

    private static Workload ReadTemplate(NodeView root, NodeView template) => Read(root, template["spec"], template["metadata"], isPod: false);

    private static Workload Read(NodeView root, NodeView pod, NodeView metadata, bool isPod)
    {
        NodeView security = pod["securityContext"];
        Field<string> account = pod.Text("serviceAccountName");
        return new Workload(root)
        {
            Pod = pod,
            IsPod = isPod,
            PodLabels = metadata.Map("labels"),
            PodAnnotations = metadata.Map("annotations"),
            Replicas = root["spec"].Integer("replicas"),
            RestartPolicy = pod.Text("restartPolicy"),
            Limits = new ResourceAmounts(pod["resources"].Map("limits")),
            Requests = new ResourceAmounts(pod["resources"].Map("requests")),
            Containers = ReadContainers(pod),
            Security = SecurityReader.Read(security),
            Volumes = VolumeReader.Read(pod),
            OperatingSystem = pod["os"].Text("name"),
            HostNetwork = pod.Boolean("hostNetwork"),
            HostPid = pod.Boolean("hostPID"),
            HostIpc = pod.Boolean("hostIPC"),
            HostUsers = pod.Boolean("hostUsers"),
            ShareProcessNamespace = pod.Boolean("shareProcessNamespace"),
            Sysctls = security.Views("sysctls").ReadKnown(s => new Sysctl(s.Text("name"), s.Text("value"))),
            FsGroup = security.Integer("fsGroup"),
            SupplementalGroups = security.IntegerList("supplementalGroups"),
            ServiceAccountName = account.Or("").Length > 0 || account.IsUnknown ? account
                : account.IsMissing ? account.Else(pod.Text("serviceAccount"))
                : pod.Text("serviceAccount"),
            AutomountServiceAccountToken = pod.Boolean("automountServiceAccountToken"),
            Tolerations = pod.Views("tolerations").ReadKnown(t => new Toleration(t.Text("key"), t.Text("operator"), t.Text("effect"))),
            NodeSelector = pod.Map("nodeSelector"),
            NodeRequirements = ReadNodeRequirements(pod["affinity"]["nodeAffinity"]),
            HostAliases = pod.Views("hostAliases"),
            RuntimeClassName = pod.Text("runtimeClassName"),
        };
    }

    private static Container[] ReadContainers(NodeView pod) =>
    [
        .. pod.Views("initContainers")
            .ReadKnown(c =>
                ContainerReader.Read(c, c.Text("restartPolicy").Is("Always") ? ContainerType.Sidecar : ContainerType.Init)),
        .. pod.Views("containers").ReadKnown(c => ContainerReader.Read(c, ContainerType.Regular)),
        .. pod.Views("ephemeralContainers").ReadKnown(c => ContainerReader.Read(c, ContainerType.Ephemeral)),
    ];

    private static NodeRequirement[] ReadNodeRequirements(NodeView affinity) =>
        [.. affinity["requiredDuringSchedulingIgnoredDuringExecution"].Views("nodeSelectorTerms")
            .ReadKnown(term => term.Views("matchExpressions").ReadKnown(e => new NodeRequirement(e.Text("key"), e.Text("operator"))))
            .SelectMany(found => found)];
}
