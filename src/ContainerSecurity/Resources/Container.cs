using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>One container of a <see cref="Workload"/>: the same words for Kubernetes, compose and Docker.</summary>
public sealed class Container : ILocated
{
    /// <summary>The document node of the container.</summary>
    public NodeView View { get; internal init; }

    /// <summary>The container's name; empty where it is not known.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>What part the container plays.</summary>
    public ContainerType Type { get; internal init; }

    /// <summary>Whether the container runs as long as the pod does (application containers and sidecars).</summary>
    public bool IsLongRunning => Type is ContainerType.Regular or ContainerType.Sidecar;

    /// <summary>The image reference as written.</summary>
    public Field<string> Image { get; internal init; }

    /// <summary>When the image is pulled: <c>Always</c>, <c>IfNotPresent</c> or <c>Never</c>.</summary>
    public Field<string> ImagePullPolicy { get; internal init; }

    /// <summary>Whether the container has all the host's capabilities and devices.</summary>
    public Field<bool> Privileged { get; internal init; }

    /// <summary>Whether a process may gain more privileges than its parent.</summary>
    public Field<bool> AllowPrivilegeEscalation { get; internal init; }

    /// <summary>Whether the root file system is read-only.</summary>
    public Field<bool> ReadOnlyRootFilesystem { get; internal init; }

    /// <summary>How <c>/proc</c> is masked: <c>Default</c> or <c>Unmasked</c>.</summary>
    public Field<string> ProcMount { get; internal init; }

    /// <summary>Capabilities added, as written.</summary>
    public FieldList<string> CapabilitiesAdd { get; internal init; }

    /// <summary>Capabilities dropped, as written.</summary>
    public FieldList<string> CapabilitiesDrop { get; internal init; }

    /// <summary>The container's own settings, without the pod's.</summary>
    public SecuritySettings Security { get; internal init; } = new();

    /// <summary>Environment variables.</summary>
    public IReadOnlyList<EnvironmentVariable> Environment { get; internal init; } = [];

    /// <summary>Secrets that are taken into the environment whole (<c>envFrom</c>).</summary>
    public IReadOnlyList<Field<string>> EnvironmentFromSecrets { get; internal init; } = [];

    /// <summary>Ports.</summary>
    public IReadOnlyList<ContainerPort> Ports { get; internal init; } = [];

    /// <summary>Mounts of volumes.</summary>
    public IReadOnlyList<VolumeMount> Mounts { get; internal init; } = [];

    /// <summary>Names of the volumes given as block devices.</summary>
    public IReadOnlyList<Field<string>> BlockDevices { get; internal init; } = [];

    /// <summary>Limits by resource name, without the pod's.</summary>
    public ResourceAmounts Limits { get; internal init; }

    /// <summary>Requests by resource name, without the pod's.</summary>
    public ResourceAmounts Requests { get; internal init; }

    /// <summary>The liveness probe.</summary>
    public Field<DocumentNode> LivenessProbe { get; internal init; }

    /// <summary>The readiness probe.</summary>
    public Field<DocumentNode> ReadinessProbe { get; internal init; }

    /// <summary>The hosts that probes and lifecycle hooks name.</summary>
    public IReadOnlyList<Field<string>> ProbeHosts { get; internal init; } = [];

    /// <summary>The largest number of processes; missing, 0 or -1 for no limit, unknown where the description has no word for it.</summary>
    public Field<long> PidsLimit { get; internal init; } = Field<long>.Unknown();

    /// <summary>
    /// Whether the engine checks that the program works: false where that is switched off, missing where nothing says
    /// how, unknown where the description has no word for it.
    /// </summary>
    public Field<bool> HealthCheck { get; internal init; } = Field<bool>.Unknown();

    /// <summary>The command (entrypoint).</summary>
    public FieldList<string> Command { get; internal init; }

    /// <summary>The arguments.</summary>
    public FieldList<string> Arguments { get; internal init; }

    /// <summary>Whether standard input is held open.</summary>
    public Field<bool> Stdin { get; internal init; }

    /// <summary>Whether a terminal is allocated.</summary>
    public Field<bool> Tty { get; internal init; }

    /// <summary>Whether the container is made for a run of a pipeline and thrown away with it, so that its own passwords are no secrets of anybody.</summary>
    internal bool IsThrownAway { get; init; }

    /// <summary>The password by which the image is pulled, where the description holds one.</summary>
    internal Field<string> PullPassword { get; init; }

    /// <inheritdoc/>
    public DocumentLocation? Location => View.Location;
}
