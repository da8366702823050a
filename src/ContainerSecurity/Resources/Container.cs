using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>One container of a <see cref="Workload"/>: the same words for Kubernetes, compose and Docker.</summary>
public sealed class Container : ILocated
{
    /// <summary>The document node of the container.</summary>
    public NodeView View { get; init; }

    /// <summary>The container's name; empty where it is not known.</summary>
    public string Name { get; init; } = "";

    /// <summary>What part the container plays.</summary>
    public ContainerType Type { get; init; }

    /// <summary>Whether the container runs as long as the pod does (application containers and sidecars).</summary>
    public bool IsLongRunning => Type is ContainerType.Regular or ContainerType.Sidecar;

    /// <summary>The image reference as written.</summary>
    public Field<string> Image { get; init; }

    /// <summary>When the image is pulled: <c>Always</c>, <c>IfNotPresent</c> or <c>Never</c>.</summary>
    public Field<string> ImagePullPolicy { get; init; }

    /// <summary>Whether the container has all the host's capabilities and devices.</summary>
    public Field<bool> Privileged { get; init; }

    /// <summary>Whether a process may gain more privileges than its parent.</summary>
    public Field<bool> AllowPrivilegeEscalation { get; init; }

    /// <summary>Whether the root file system is read-only.</summary>
    public Field<bool> ReadOnlyRootFilesystem { get; init; }

    /// <summary>How <c>/proc</c> is masked: <c>Default</c> or <c>Unmasked</c>.</summary>
    public Field<string> ProcMount { get; init; }

    /// <summary>Capabilities added, as written.</summary>
    public FieldList<string> CapabilitiesAdd { get; init; }

    /// <summary>Capabilities dropped, as written.</summary>
    public FieldList<string> CapabilitiesDrop { get; init; }

    /// <summary>The container's own settings, without the pod's.</summary>
    public SecuritySettings Security { get; init; } = new();

    /// <summary>Environment variables.</summary>
    public IReadOnlyList<EnvironmentVariable> Environment { get; init; } = [];

    /// <summary>Secrets that are taken into the environment whole (<c>envFrom</c>).</summary>
    public IReadOnlyList<Field<string>> EnvironmentFromSecrets { get; init; } = [];

    /// <summary>Ports.</summary>
    public IReadOnlyList<ContainerPort> Ports { get; init; } = [];

    /// <summary>Mounts of volumes.</summary>
    public IReadOnlyList<VolumeMount> Mounts { get; init; } = [];

    /// <summary>Names of the volumes given as block devices.</summary>
    public IReadOnlyList<Field<string>> BlockDevices { get; init; } = [];

    /// <summary>Limits by resource name, without the pod's.</summary>
    public ResourceAmounts Limits { get; init; }

    /// <summary>Requests by resource name, without the pod's.</summary>
    public ResourceAmounts Requests { get; init; }

    /// <summary>The liveness probe.</summary>
    public Field<DocumentNode> LivenessProbe { get; init; }

    /// <summary>The readiness probe.</summary>
    public Field<DocumentNode> ReadinessProbe { get; init; }

    /// <summary>The hosts that probes and lifecycle hooks name.</summary>
    public IReadOnlyList<Field<string>> ProbeHosts { get; init; } = [];

    /// <summary>The largest number of processes; missing, 0 or -1 for no limit, unknown where the description has no word for it.</summary>
    public Field<long> PidsLimit { get; init; } = Field<long>.Unknown();

    /// <summary>
    /// Whether the engine checks that the program works: false where that is switched off, missing where nothing says
    /// how, unknown where the description has no word for it.
    /// </summary>
    public Field<bool> HealthCheck { get; init; } = Field<bool>.Unknown();

    /// <summary>The command (entrypoint).</summary>
    public FieldList<string> Command { get; init; }

    /// <summary>The arguments.</summary>
    public FieldList<string> Arguments { get; init; }

    /// <summary>Whether standard input is held open.</summary>
    public Field<bool> Stdin { get; init; }

    /// <summary>Whether a terminal is allocated.</summary>
    public Field<bool> Tty { get; init; }

    /// <inheritdoc/>
    public DocumentLocation? Location => View.Location;
}
