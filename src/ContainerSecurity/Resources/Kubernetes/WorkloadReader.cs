using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Kubernetes.Custom;

namespace ContainerSecurity.Resources.Kubernetes;

/// <summary>Finds the pods in every kind that carries some and reads each as a <see cref="Workload"/>.</summary>
internal static class WorkloadReader
{
    private static readonly PodPath Usual = PodPath.Parse("spec.template")!;

    /// <summary>The workloads of an object, one for each pod that it carries where its kind has them; none where it carries none.</summary>
    /// <param name="root">The object.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="templates">Where kinds carry pods.</param>
    /// <param name="read">Receives the templates that are read.</param>
    public static IEnumerable<Workload> Read(NodeView root, string kind, PodTemplates templates, ICollection<MappingNode> read)
    {
        string version = root.Text("apiVersion").Or("");
        foreach (NodeView template in Templates(root, version, kind, templates))
        {
            if (template.Mapping is { } mapping)
                read.Add(mapping);
            yield return ReadTemplate(root, template);
        }
    }

    private static IEnumerable<NodeView> Templates(NodeView root, string version, string kind, PodTemplates templates)
    {
        IReadOnlyList<PodPath> paths = templates.Of(version, kind);
        if (paths.Count == 0)
            return !CustomKind.IsSearched(version, kind) && CarriesPod(root) ? Usual.Find(root) : [];
        IEnumerable<NodeView> found = paths.SelectMany(p => p.Find(root));
        return templates.IsOwn(version, kind) ? found : found.Where(MayBePod);
    }

    /// <summary>Whether an object of an unknown kind has a pod where most controllers have it. Its fields may be anything; that is no error.</summary>
    private static bool CarriesPod(NodeView root) =>
        Below(Below(Below(root.Mapping, "spec"), "template"), "spec")?["containers"] is SequenceNode;

    private static MappingNode? Below(MappingNode? mapping, string key) => mapping?[key] as MappingNode;

    /// <summary>Whether what stands at a path of a custom resource is a pod's template or specification, or may be one.</summary>
    private static bool MayBePod(NodeView template) =>
        template.State == FieldState.Unknown || template.Mapping is { } mapping
            && (mapping["containers"] is not null || mapping["spec"] is not null || mapping.IsOpen);

    private static Workload ReadTemplate(NodeView root, NodeView template) =>
        template.Mapping?["containers"] is not null ? Read(root, template, template["metadata"], isPod: false)
        : Read(root, template["spec"], template["metadata"], isPod: ReferenceEquals(template.Mapping, root.Mapping));

    /// <summary>Reads a pod.</summary>
    /// <param name="root">The object that carries it.</param>
    /// <param name="pod">Its specification.</param>
    /// <param name="metadata">Its metadata.</param>
    /// <param name="isPod">Whether the object is the pod itself.</param>
    /// <param name="containers">Its containers; null for those of the specification.</param>
    public static Workload Read(NodeView root, NodeView pod, NodeView metadata, bool isPod, Container[]? containers = null)
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
            Containers = containers ?? ReadContainers(pod, !CustomKind.IsCustom(root.Text("apiVersion").Or(""))),
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

    private static Container[] ReadContainers(NodeView pod, bool needNames) =>
    [
        .. pod.Views("initContainers")
            .ReadKnown(c =>
                ContainerReader.Read(c, c.Text("restartPolicy").Is("Always") ? ContainerType.Sidecar : ContainerType.Init, needNames)),
        .. pod.Views("containers").ReadKnown(c => ContainerReader.Read(c, ContainerType.Regular, needNames)),
        .. pod.Views("ephemeralContainers").ReadKnown(c => ContainerReader.Read(c, ContainerType.Ephemeral, needNames)),
    ];

    private static NodeRequirement[] ReadNodeRequirements(NodeView affinity) =>
        [.. affinity["requiredDuringSchedulingIgnoredDuringExecution"].Views("nodeSelectorTerms")
            .ReadKnown(term => term.Views("matchExpressions").ReadKnown(e => new NodeRequirement(e.Text("key"), e.Text("operator"))))
            .SelectMany(found => found)];
}
