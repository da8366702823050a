using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Compose;
using ContainerSecurity.Resources.ControlPlane;

namespace ContainerSecurity.Resources;

/// <summary>Whatever runs containers, in one shape: a Kubernetes pod or pod controller, a compose service, a Docker container.</summary>
public sealed class Workload : Resource, IUsesImages
{
    private static readonly string[] ContainerLists = ["initContainers", "containers", "ephemeralContainers"];
    /// <summary>The words of options of an engine's client.</summary>
    internal const string OptionWords = "Options";

    /// <summary>The words of units of Podman's Quadlet.</summary>
    internal const string UnitWords = "Quadlet";

    private ImageUse[]? images;

    /// <summary>Creates a workload over its document; the readers set the rest.</summary>
    /// <param name="root">The whole object.</param>
    public Workload(NodeView root)
        : base(root)
    {
    }

    /// <summary>Creates a workload that is no Kubernetes object; the readers set the rest.</summary>
    /// <param name="root">The description of the workload.</param>
    /// <param name="platform">What it is described for.</param>
    /// <param name="kind">What it is called there, such as <c>Service</c>.</param>
    /// <param name="name">Its name.</param>
    /// <param name="labels">Its labels.</param>
    public Workload(NodeView root, Platform platform, string kind, Field<string> name, FieldMap labels)
        : base(root, kind, name, labels)
    {
        Platform = platform;
        PodLabels = labels;
    }

    /// <summary>What the workload is described for.</summary>
    public Platform Platform { get; }

    /// <summary>The pod's specification.</summary>
    public NodeView Pod { get; internal init; }

    /// <summary>Whether this is a Pod itself and not a controller's template.</summary>
    public bool IsPod { get; internal init; }

    /// <summary>The pod's labels: the template's for a controller.</summary>
    public FieldMap PodLabels { get; internal init; }

    /// <summary>The pod's annotations: the template's for a controller.</summary>
    public FieldMap PodAnnotations { get; internal init; }

    /// <summary>How many replicas are asked for.</summary>
    public Field<long> Replicas { get; internal init; }

    /// <summary>When containers that end are started again: <c>Always</c>, <c>OnFailure</c> or <c>Never</c>; missing stands for <c>Always</c>.</summary>
    public Field<string> RestartPolicy { get; internal init; }

    /// <summary>How often containers that fail are started again; missing for always, unknown where the description has no word for it.</summary>
    public Field<long> RestartAttempts { get; internal init; } = Field<long>.Unknown();

    /// <summary>Whether the workload surely runs until somebody stops it, and not until it is done.</summary>
    public bool RunsUntilStopped => Kind is not ("Job" or "CronJob") && (RestartPolicy.IsMissing || RestartPolicy.Is("Always"));

    /// <summary>Limits of the pod as a whole, which its containers share (v1.34).</summary>
    public ResourceAmounts Limits { get; internal init; }

    /// <summary>Requests of the pod as a whole (v1.34).</summary>
    public ResourceAmounts Requests { get; internal init; }

    /// <summary>All containers: init containers and sidecars, application containers, ephemeral ones.</summary>
    public IReadOnlyList<Container> Containers { get; internal init; } = [];

    /// <summary>The pod's own settings, which its containers may override.</summary>
    public SecuritySettings Security { get; internal init; } = new();

    /// <summary>The volumes.</summary>
    public IReadOnlyList<Volume> Volumes { get; internal init; } = [];

    /// <summary>
    /// The images of the containers, then those of the volumes. Each reference is parsed once, when it is first asked
    /// for. The name that a build gives to its result is none that is pulled, and stands here only where it is wrong.
    /// </summary>
    public IReadOnlyList<ImageUse> Images =>
        images ??= FindImages();

    private ImageUse[] FindImages()
    {
        var found = new List<ImageUse>(Containers.Count);
        foreach (Container container in Containers)
            if (new ImageUse(container) is var image && (Service is not { NamesResult: true } || image.Error != ImageReferenceError.None))
                found.Add(image);
        foreach (Volume volume in Volumes)
            if (!volume.Image.IsMissing)
                found.Add(new ImageUse(volume));
        return [.. found];
    }

    /// <summary>The operating system that the pod names: <c>linux</c> or <c>windows</c>.</summary>
    public Field<string> OperatingSystem { get; internal init; }

    /// <summary>Whether the pod shares the host's network.</summary>
    public Field<bool> HostNetwork { get; internal init; }

    /// <summary>
    /// Whether the containers are on the network of an engine that is for all who name none; missing where they name
    /// one, or the platform has none.
    /// </summary>
    public Field<bool> UsesDefaultBridge { get; init; }

    /// <summary>Whether the pod shares the host's process namespace.</summary>
    public Field<bool> HostPid { get; internal init; }

    /// <summary>Whether the pod shares the host's IPC namespace.</summary>
    public Field<bool> HostIpc { get; internal init; }

    /// <summary>Whether the pod uses the host's user namespace; false gives it one of its own.</summary>
    public Field<bool> HostUsers { get; internal init; }

    /// <summary>Whether the containers use the host's UTS namespace, and so its name.</summary>
    public Field<bool> HostUts { get; internal init; }

    /// <summary>Whether the containers use the host's cgroup namespace.</summary>
    public Field<bool> HostCgroup { get; internal init; }

    /// <summary>The cgroup that the containers are put below; missing for the engine's own.</summary>
    public Field<string> CgroupParent { get; internal init; }

    /// <summary>Rules for devices beyond those that are handed over, such as <c>c 1:3 mr</c> or <c>a *:* rwm</c>.</summary>
    public FieldList<string> DeviceRules { get; internal init; }

    /// <summary>Requests for devices that a driver brings, such as GPUs.</summary>
    public IReadOnlyList<DocumentNode> DeviceRequests { get; internal init; } = [];

    /// <summary>In whose words people describe the container; null for those of its platform.</summary>
    internal string? Words { get; set; }

    /// <summary>What only a service of a compose file says; null for any other workload.</summary>
    internal ComposeService? Service { get; init; }

    /// <summary>Whether all containers share one process namespace.</summary>
    public Field<bool> ShareProcessNamespace { get; internal init; }

    /// <summary>Kernel parameters.</summary>
    public IReadOnlyList<Sysctl> Sysctls { get; internal init; } = [];

    /// <summary>The group of mounted volumes.</summary>
    public Field<long> FsGroup { get; internal init; }

    /// <summary>Further groups of the first process.</summary>
    public FieldList<long> SupplementalGroups { get; internal init; }

    /// <summary>The service account, also by its deprecated name.</summary>
    public Field<string> ServiceAccountName { get; internal init; }

    /// <summary>Whether the service account's token is mounted; missing leaves it to the service account.</summary>
    public Field<bool> AutomountServiceAccountToken { get; internal init; }

    /// <summary>Taints that are tolerated.</summary>
    public IReadOnlyList<Toleration> Tolerations { get; internal init; } = [];

    /// <summary>Labels that a node must have.</summary>
    public FieldMap NodeSelector { get; internal init; }

    /// <summary>What the required node affinity asks of a node's labels: the expressions of all its terms.</summary>
    public IReadOnlyList<NodeRequirement> NodeRequirements { get; internal init; } = [];

    /// <summary>Entries of the hosts file.</summary>
    public FieldList<NodeView> HostAliases { get; internal init; }

    /// <summary>The runtime class.</summary>
    public Field<string> RuntimeClassName { get; internal init; }

    /// <summary>Whether the pod may have containers that are not known, such as those of a template.</summary>
    internal bool MayHoldMoreContainers => Array.Exists(ContainerLists, l => Pod.Views(l).IsOpen);

    /// <summary>Whether another object made this one, as a Deployment makes ReplicaSets and those make Pods.</summary>
    public bool IsOwned => !Metadata.Node("ownerReferences").IsMissing && !Metadata.IsMissing;

    /// <summary>Whether the pod surely runs on Windows.</summary>
    public bool IsWindows => OperatingSystem.Is("windows");

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
        if (Service is not null)
            visitor.Visit(Service);
        if (Service?.Build is { } build)
            visitor.Visit(build);
        foreach (Container container in Containers)
            visitor.Visit(container, container);
        if (visitor.Wants<ControlPlaneComponent>())
            foreach (Container container in Containers)
                if (ComponentReader.Find(container) is { } component)
                    visitor.Visit(component, container);
        if (visitor.Wants<ImageUse>())
            foreach (ImageUse image in Images)
                visitor.Visit(image, image.Container);
    }
}
