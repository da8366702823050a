using ContainerSecurity.Docker.Endpoints;
using static ContainerSecurity.Docker.Access.Bodies.JsonShape;

namespace ContainerSecurity.Docker.Access.Bodies;

/// <summary>The bodies of the engine's API that are judged, as its versions 1.24 to 1.56 decode them.</summary>
internal static class BodyShapes
{
    private static readonly JsonShape Health = Object(("Test", Words), ("Interval", Integer), ("Timeout", Integer), ("Retries", Integer),
        ("StartPeriod", Integer), ("StartInterval", Integer));
    private static readonly JsonShape Driver = Object(("Name", Text), ("Options", TextMap));
    private static readonly JsonShape WeightDevice = Object(("Path", Text), ("Weight", Integer));
    private static readonly JsonShape RateDevices = ListOf(Object(("Path", Text), ("Rate", Integer)));
    private static readonly JsonShape Ulimits = ListOf(Object(("Name", Text), ("Hard", Integer), ("Soft", Integer)));
    private static readonly JsonShape Restart = Object(("Name", Text), ("MaximumRetryCount", Integer));

    public static JsonShape Mount { get; } = Object(
        ("Type", Text), ("Source", Text), ("Target", Text), ("ReadOnly", Flag), ("Consistency", Text),
        ("BindOptions", Object(("Propagation", Text), ("NonRecursive", Flag), ("CreateMountpoint", Flag), ("ReadOnlyNonRecursive", Flag),
            ("ReadOnlyForceRecursive", Flag))),
        ("VolumeOptions", Object(("NoCopy", Flag), ("Labels", TextMap), ("DriverConfig", Driver), ("Subpath", Text))),
        ("ImageOptions", Object(("Subpath", Text))),
        ("TmpfsOptions", Object(("SizeBytes", Integer), ("Mode", Integer), ("Options", ListOf(Texts)))),
        ("ClusterOptions", Empty));

    /// <summary>What a container may use, which can also be updated.</summary>
    public static JsonShape Resources { get; } = Object(
        ("CpuShares", Integer), ("Memory", Integer), ("NanoCpus", Integer), ("CgroupParent", Text), ("BlkioWeight", Integer),
        ("BlkioWeightDevice", ListOf(WeightDevice)), ("BlkioDeviceReadBps", RateDevices), ("BlkioDeviceWriteBps", RateDevices),
        ("BlkioDeviceReadIOps", RateDevices), ("BlkioDeviceWriteIOps", RateDevices),
        ("CpuPeriod", Integer), ("CpuQuota", Integer), ("CpuRealtimePeriod", Integer), ("CpuRealtimeRuntime", Integer), ("CpusetCpus", Text),
            ("CpusetMems", Text),
        ("Devices", ListOf(Object(("PathOnHost", Text), ("PathInContainer", Text), ("CgroupPermissions", Text)))),
        ("DeviceCgroupRules", Texts),
        ("DeviceRequests", ListOf(Object(("Driver", Text), ("Count", Integer), ("DeviceIDs", Texts), ("Capabilities", ListOf(Texts)), ("Options", TextMap)))),
        ("KernelMemory", Integer), ("KernelMemoryTCP", Integer), ("MemoryReservation", Integer), ("MemorySwap", Integer), ("MemorySwappiness", Integer),
        ("OomKillDisable", Flag), ("PidsLimit", Integer), ("Ulimits", Ulimits),
        ("CpuCount", Integer), ("CpuPercent", Integer), ("IOMaximumIOps", Integer), ("IOMaximumBandwidth", Integer));

    public static JsonShape HostConfig { get; } = Resources.With(
        ("Annotations", TextMap), ("AutoRemove", Flag), ("Binds", Texts), ("CapAdd", Words), ("CapDrop", Words), ("Cgroup", Text), ("CgroupnsMode", Text),
        ("ConsoleSize", ListOf(Integer)), ("ContainerIDFile", Text), ("Dns", Texts), ("DnsOptions", Texts), ("DnsSearch", Texts),
            ("ExtraHosts", Texts), ("GroupAdd", Texts),
        ("Init", Flag), ("IpcMode", Text), ("Isolation", Text), ("Links", Texts), ("LogConfig", Object(("Type", Text), ("Config", TextMap))),
        ("MaskedPaths", Texts), ("Mounts", ListOf(Mount)), ("NetworkMode", Text), ("OomScoreAdj", Integer), ("PidMode", Text),
        ("PortBindings", MapOf(ListOf(Object(("HostIp", Text), ("HostPort", Text))))), ("Privileged", Flag), ("PublishAllPorts", Flag),
        ("ReadonlyPaths", Texts), ("ReadonlyRootfs", Flag), ("RestartPolicy", Restart), ("Runtime", Text), ("SecurityOpt", Texts), ("ShmSize", Integer),
        ("StorageOpt", TextMap), ("Sysctls", TextMap), ("Tmpfs", TextMap), ("UTSMode", Text), ("UsernsMode", Text), ("VolumeDriver", Text),
            ("VolumesFrom", Texts));

    private static readonly JsonShape Endpoint = Object(
        ("IPAMConfig", Object(("IPv4Address", Text), ("IPv6Address", Text), ("LinkLocalIPs", Texts))), ("Links", Texts), ("Aliases", Texts),
            ("MacAddress", Text),
        ("NetworkID", Text), ("EndpointID", Text), ("Gateway", Text), ("IPAddress", Text), ("IPPrefixLen", Integer), ("IPv6Gateway", Text),
        ("GlobalIPv6Address", Text), ("GlobalIPv6PrefixLen", Integer), ("DriverOpts", TextMap), ("DNSNames", Texts), ("GwPriority", Integer));

    private static readonly JsonShape Config = Object(
        ("ArgsEscaped", Flag), ("AttachStderr", Flag), ("AttachStdin", Flag), ("AttachStdout", Flag), ("Cmd", Words), ("Domainname", Text),
            ("Entrypoint", Words),
        ("Env", Texts), ("ExposedPorts", MapOf(Empty)), ("Healthcheck", Health), ("Hostname", Text), ("Image", Text), ("Labels", TextMap), ("MacAddress", Text),
        ("NetworkDisabled", Flag), ("OnBuild", Texts), ("OpenStdin", Flag), ("Shell", Words), ("StdinOnce", Flag), ("StopSignal", Text),
            ("StopTimeout", Integer),
        ("Tty", Flag), ("User", Text), ("Volumes", MapOf(Empty)), ("WorkingDir", Text));

    /// <summary>The body of a create.</summary>
    public static JsonShape Create { get; } = Config
        .With(("HostConfig", HostConfig), ("NetworkingConfig", Object(("EndpointsConfig", MapOf(Endpoint)))), ("Name", Text))
        .Refusing(HostConfig, "belongs below 'HostConfig'; the engine takes it here too.");

    private static readonly JsonShape ExecCreate = Object(
        ("User", Text), ("Privileged", Flag), ("Tty", Flag), ("ConsoleSize", ListOf(Integer)), ("AttachStdin", Flag), ("AttachStderr", Flag),
            ("AttachStdout", Flag),
        ("Detach", Flag), ("DetachKeys", Text), ("Env", Texts), ("WorkingDir", Text), ("Cmd", Words), ("Container", Text));

    private static readonly JsonShape ExecStart = Object(("Detach", Flag), ("Tty", Flag), ("ConsoleSize", ListOf(Integer)));

    private static readonly JsonShape NetworkCreate = Object(
        ("Name", Text), ("CheckDuplicate", Flag), ("Driver", Text), ("Scope", Text), ("EnableIPv4", Flag), ("EnableIPv6", Flag), ("Internal", Flag),
            ("Attachable", Flag), ("Ingress", Flag),
        ("ConfigOnly", Flag), ("ConfigFrom", Object(("Network", Text))), ("Options", TextMap), ("Labels", TextMap),
        ("IPAM", Object(("Driver", Text), ("Options", TextMap), ("Config",
            ListOf(Object(("Subnet", Text), ("IPRange", Text), ("Gateway", Text), ("AuxiliaryAddresses", TextMap)))))));

    private static readonly JsonShape VolumeCreate = Object(("Name", Text), ("Driver", Text), ("DriverOpts", TextMap), ("Labels", TextMap),
        ("ClusterVolumeSpec", Empty));

    private static readonly JsonShape File = Object(("Name", Text), ("Labels", TextMap), ("Data", Text), ("Driver", Driver), ("Templating", Driver));

    /// <summary>The shape of an endpoint's body; null where it is not judged.</summary>
    public static JsonShape? Of(DockerEndpoint endpoint) => endpoint.Action switch
    {
        "container.create" => Create,
        "image.commit" => Config,
        "container.update" => Resources.With(("RestartPolicy", Restart)),
        "exec.create" => ExecCreate,
        "exec.start" => ExecStart,
        "network.create" => NetworkCreate,
        "network.connect" => Object(("Container", Text), ("EndpointConfig", Endpoint)),
        "network.disconnect" => Object(("Container", Text), ("Force", Flag)),
        "volume.create" => VolumeCreate,
        "secret.create" or "secret.update" or "config.create" or "config.update" => File,
        "service.create" or "service.update" => ServiceShape.Service,
        _ => null,
    };
}
