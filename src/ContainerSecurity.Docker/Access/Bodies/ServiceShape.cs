using static ContainerSecurity.Docker.Access.Bodies.JsonShape;

namespace ContainerSecurity.Docker.Access.Bodies;

/// <summary>The body that creates or updates a service of the swarm.</summary>
internal static class ServiceShape
{
    private static readonly JsonShape File = Object(("Name", Text), ("UID", Text), ("GID", Text), ("Mode", Integer));
    private static readonly JsonShape Driver = Object(("Name", Text), ("Options", TextMap));
    private static readonly JsonShape Generic = ListOf(Object(
        ("NamedResourceSpec", Object(("Kind", Text), ("Value", Text))), ("DiscreteResourceSpec", Object(("Kind", Text), ("Value", Integer)))));

    private static readonly JsonShape Networks = ListOf(Object(("Target", Text), ("Aliases", Texts), ("DriverOpts", TextMap)));
    private static readonly JsonShape Update = Object(
        ("Parallelism", Integer), ("Delay", Integer), ("FailureAction", Text), ("Monitor", Integer), ("MaxFailureRatio", Integer), ("Order", Text));

    private static readonly JsonShape Privileges = Object(
        ("CredentialSpec", Object(("Config", Text), ("File", Text), ("Registry", Text))),
        ("SELinuxContext", Object(("Disable", Flag), ("User", Text), ("Role", Text), ("Type", Text), ("Level", Text))),
        ("Seccomp", Object(("Mode", Text), ("Profile", Text))), ("AppArmor", Object(("Mode", Text))), ("NoNewPrivileges", Flag));

    /// <summary>The container of a task.</summary>
    public static JsonShape Container { get; } = Object(
        ("Image", Text), ("Labels", TextMap), ("Command", Texts), ("Args", Texts), ("Hostname", Text), ("Env", Texts), ("Dir", Text), ("User", Text),
            ("Groups", Texts),
        ("Privileges", Privileges), ("TTY", Flag), ("OpenStdin", Flag), ("ReadOnly", Flag), ("Mounts", ListOf(BodyShapes.Mount)),
            ("StopSignal", Text), ("StopGracePeriod", Integer), ("Init", Flag),
        ("HealthCheck", Object(("Test", Words), ("Interval", Integer), ("Timeout", Integer), ("Retries", Integer), ("StartPeriod", Integer),
            ("StartInterval", Integer))),
        ("Hosts", Texts), ("DNSConfig", Object(("Nameservers", Texts), ("Search", Texts), ("Options", Texts))),
        ("Secrets", ListOf(Object(("File", File), ("SecretID", Text), ("SecretName", Text)))),
        ("Configs", ListOf(Object(("File", File), ("Runtime", Empty), ("ConfigID", Text), ("ConfigName", Text)))),
        ("Isolation", Text), ("Sysctls", TextMap), ("CapabilityAdd", Texts), ("CapabilityDrop", Texts), ("OomScoreAdj", Integer),
        ("Ulimits", ListOf(Object(("Name", Text), ("Hard", Integer), ("Soft", Integer)))));

    private static readonly JsonShape Task = Object(
        ("ContainerSpec", Container),
        ("Resources", Object(
            ("Limits", Object(("NanoCPUs", Integer), ("MemoryBytes", Integer), ("Pids", Integer))),
            ("Reservations", Object(("NanoCPUs", Integer), ("MemoryBytes", Integer), ("GenericResources", Generic))),
            ("SwapBytes", Integer), ("MemorySwappiness", Integer))),
        ("RestartPolicy", Object(("Condition", Text), ("Delay", Integer), ("MaxAttempts", Integer), ("Window", Integer))),
        ("Placement", Object(
            ("Constraints", Texts), ("Preferences", ListOf(Object(("Spread", Object(("SpreadDescriptor", Text)))))), ("MaxReplicas", Integer),
            ("Platforms", ListOf(Object(("Architecture", Text), ("OS", Text)))))),
        ("Networks", Networks), ("LogDriver", Driver), ("ForceUpdate", Integer), ("Runtime", Text));

    /// <summary>The whole body.</summary>
    public static JsonShape Service { get; } = Object(
        ("Name", Text), ("Labels", TextMap), ("TaskTemplate", Task),
        ("Mode", Object(("Replicated", Object(("Replicas", Integer))), ("Global", Empty),
            ("ReplicatedJob", Object(("MaxConcurrent", Integer), ("TotalCompletions", Integer))), ("GlobalJob", Empty))),
        ("UpdateConfig", Update), ("RollbackConfig", Update), ("Networks", Networks),
        ("EndpointSpec", Object(("Mode", Text), ("Ports", ListOf(Object(("Name", Text), ("Protocol", Text), ("TargetPort", Integer),
            ("PublishedPort", Integer), ("PublishMode", Text)))))));
}
