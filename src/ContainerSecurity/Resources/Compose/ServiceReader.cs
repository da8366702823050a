using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Resources.Compose;

/// <summary>Reads a service of a compose project as a <see cref="Workload"/> of one container.</summary>
/// <param name="project">The project.</param>
/// <param name="files">The files that it names.</param>
/// <param name="variables">The variables.</param>
internal sealed class ServiceReader(NodeView project, ComposeFiles files, Func<string, Field<string>> variables)
{
    private readonly Dictionary<string, NodeView> options = Elements(project["volumes"]).ToDictionary(
        v => v.Key, v => v.Value["driver_opts"], StringComparer.Ordinal);
    private readonly Dictionary<string, Field<bool>> hostNetworks = Elements(project["networks"])
        .Select(n => (n.Key, Host: HostOf(n.Value)))
        .Where(n => n.Host.IsKnown)
        .ToDictionary(n => n.Key, n => n.Host, StringComparer.Ordinal);

    /// <summary>The kind that such a workload has.</summary>
    public const string Kind = "Service";

    private static readonly string[] Hooks = ["post_start", "pre_stop"];

    /// <summary>The first words of the policies by which an image is pulled although it can be built.</summary>
    private static readonly string[] Pulling = ["always", "missing", "if", "daily", "weekly", "every"];

    /// <summary>Reads one service.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="service">Its fields.</param>
    public Workload Read(string name, NodeView service)
    {
        ServiceMounts mounts = new ServiceMounts(service, options).Read();
        Field<string> restart = Restart(service);
        return new Workload(service, Platform.Compose, Kind, Field<string>.Known(name, service.Mapping), Labels(service))
        {
            Service = ReadOwn(name, service),
            Containers = [ReadContainer(name, service, mounts)],
            Volumes = mounts.Volumes,
            RestartPolicy = restart.AsText(RestartPolicyOf),
            RestartAttempts = Attempts(service, restart),
            HostNetwork = IsHost(service, "network_mode").Is(true) ? IsHost(service, "network_mode") : UsesHostNetwork(service),
            UsesDefaultBridge = ComposeFields.Text(service, "network_mode").As<bool>(m => m is "bridge" or "default"),
            HostPid = IsHost(service, "pid"),
            HostIpc = IsHost(service, "ipc"),
            HostUsers = IsHost(service, "userns_mode"),
            HostUts = IsHost(service, "uts"),
            HostCgroup = IsHost(service, "cgroup"),
            CgroupParent = ComposeFields.Text(service, "cgroup_parent"),
            ShareProcessNamespace = ComposeFields.Text(service, "pid")
                .As<bool>(p =>
                    p.StartsWith("service:", StringComparison.Ordinal) || p.StartsWith("container:", StringComparison.Ordinal)),
            Sysctls = [.. ComposeFields.Pairs(service, "sysctls").Select(s => new Sysctl(Field<string>.Known(s.Key, s.Value.Node), s.Value))],
            SupplementalGroups = DockerReader.Groups(ComposeFields.Texts(service, "group_add")),
            HostAliases = Items(service, "extra_hosts"),
            DeviceRules = ComposeFields.Texts(service, "device_cgroup_rules"),
            DeviceRequests = [.. Present(service.Node("gpus")), .. Present(service["deploy"]["resources"]["reservations"].Node("devices"))],
            RuntimeClassName = ComposeFields.Text(service, "runtime"),
            Replicas = Field<long>.Unknown(),
            ServiceAccountName = Field<string>.Unknown(),
            AutomountServiceAccountToken = Field<bool>.Unknown(),
        };
    }

    private Container ReadContainer(string name, NodeView service, ServiceMounts mounts)
    {
        var security = new SecurityOptions(ComposeFields.Texts(service, "security_opt"));
        bool builds = !service.Node("build").IsMissing;
        return new Container
        {
            View = service,
            Name = name,
            Image = ComposeFields.Text(service, "image"),
            ImagePullPolicy = builds ? Field<string>.Unknown(service.Mapping) : PullPolicy(ComposeFields.Text(service, "pull_policy")),
            Privileged = ComposeFields.Boolean(service, "privileged"),
            AllowPrivilegeEscalation = security.AllowPrivilegeEscalation,
            ReadOnlyRootFilesystem = ComposeFields.Boolean(service, "read_only"),
            ProcMount = security.ProcMount,
            CapabilitiesAdd = DockerReader.Capabilities(ComposeFields.Texts(service, "cap_add")),
            CapabilitiesDrop = DockerReader.Capabilities(ComposeFields.Texts(service, "cap_drop")),
            Security = DockerReader.ReadSecurity(ComposeFields.Text(service, "user"), security),
            Environment = ServiceEnvironment.Read(service, files, variables),
            Ports = ServicePorts.Read(service),
            Mounts = mounts.Mounts,
            Limits = ServiceLimits.ReadLimits(service),
            Requests = ServiceLimits.ReadRequests(service),
            PidsLimit = ComposeFields.Integer(service, "pids_limit").Else(ComposeFields.Integer(service["deploy"]["resources"]["limits"], "pids")),
            HealthCheck = HealthCheck(service, builds),
            LivenessProbe = Field<DocumentNode>.Unknown(),
            ReadinessProbe = Field<DocumentNode>.Unknown(),
            Command = ComposeFields.Words(service, "entrypoint"),
            Arguments = ComposeFields.Words(service, "command"),
            Stdin = ComposeFields.Boolean(service, "stdin_open"),
            Tty = ComposeFields.Boolean(service, "tty"),
        };
    }

    private static ComposeService ReadOwn(string name, NodeView service)
    {
        NodeView build = service.Node("build") is { IsKnown: true } node ? new NodeView(node.Value as MappingNode) : default;
        return new ComposeService
        {
            NamesResult = !service.Node("build").IsMissing && !ComposeFields.Text(service, "pull_policy").Is(p => Array.IndexOf(Pulling, p.Split('_')[0]) >= 0),
            UsesApiSocket = ComposeFields.Boolean(service, "use_api_socket"),
            Provider = ComposeFields.Text(service["provider"], "type"),
            Hooks =
            [
                .. Hooks.SelectMany(h => service.Views(h).ReadKnown(v => HookOf(h, v))),
                .. service["develop"].Views("watch").ReadKnown(w => w["exec"]).Where(e => !e.IsMissing).Select(e => HookOf("develop.watch exec", e)),
            ],
            Build = build.Mapping is null ? null : new BuildSettings("service", name)
            {
                Arguments = ServiceEnvironment.ReadPairs(build, "args"),
                IsPrivileged = ComposeFields.Boolean(build, "privileged"),
                Entitlements = ComposeFields.Texts(build, "entitlements"),
                Network = ComposeFields.Text(build, "network"),
            },
        };
    }

    private static ServiceHook HookOf(string name, NodeView hook) =>
        new(name, ComposeFields.Boolean(hook, "privileged"), ComposeFields.Text(hook, "user"));

    private static Field<bool> IsHost(NodeView service, string key) => ComposeFields.Text(service, key).As<bool>(m => m == "host");

    private static IEnumerable<(string Key, NodeView Value)> Elements(NodeView elements) =>
        (elements.Mapping?.Entries ?? []).Select(e => (e.Key, new NodeView(e.Value as MappingNode)));

    /// <summary>A network of the project may be the host's by its name or driver.</summary>
    private static Field<bool> HostOf(NodeView network)
    {
        Field<string> driver = ComposeFields.Text(network, "driver"), name = ComposeFields.Text(network, "name");
        return driver.Is("host") ? Field<bool>.Known(true, driver.Node) : name.Is("host") ? Field<bool>.Known(true, name.Node) : default;
    }

    private Field<bool> UsesHostNetwork(NodeView service)
    {
        Field<DocumentNode> node = service.Node("networks");
        IEnumerable<string> names = !node.IsKnown ? ["default"]
            : ComposeFields.AsMapping(node.Value) is MappingNode mapping ? mapping.Entries.Select(e => e.Key)
            : [];
        return hostNetworks.Count == 0
            ? default
            : names.Select(n => hostNetworks.TryGetValue(n, out Field<bool> host) ? host : default)
                .FirstOrDefault(h => h.IsKnown);
    }

    private static FieldMap Labels(NodeView service) => new(service.Node("labels") is { IsKnown: true } node
        ? new NodeView(ComposeFields.AsMapping(node.Value))
        : service["labels"]);

    private static Field<string> PullPolicy(Field<string> policy) => policy.AsText(p => p switch
    {
        "always" => "Always",
        "never" => "Never",
        "missing" or "if_not_present" => "IfNotPresent",
        _ => null,
    });

    private static Field<string> Restart(NodeView service) =>
        ComposeFields.Text(service["deploy"]["restart_policy"], "condition") is { IsMissing: false } condition
            ? condition
            : ComposeFields.Text(service, "restart");

    private static string RestartPolicyOf(string restart) => restart.Split(':')[0] switch
    {
        "always" or "unless-stopped" or "any" => "Always",
        "on-failure" => "OnFailure",
        _ => "Never",
    };

    private static Field<long> Attempts(NodeView service, Field<string> restart)
    {
        if (!service["deploy"].Node("restart_policy").IsMissing)
            return ComposeFields.Integer(service["deploy"]["restart_policy"], "max_attempts");
        int colon = restart.Or("").IndexOf(':');
        return colon < 0 || !long.TryParse(restart.Value.Substring(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long attempts)
            ? Field<long>.Missing(restart.Node)
            : Field<long>.Known(attempts, restart.Node);
    }

    /// <summary>A build may bring a health check, which is judged in its Dockerfile.</summary>
    private static Field<bool> HealthCheck(NodeView service, bool builds)
    {
        NodeView check = service["healthcheck"];
        Field<bool> disabled = ComposeFields.Boolean(check, "disable");
        if (disabled.Is(true))
            return Field<bool>.Known(false, disabled.Node);
        FieldList<string> test = ComposeFields.Texts(check, "test");
        if (test.Items.Count > 0 && test.Items[0].Is(t => t is "NONE"))
            return Field<bool>.Known(false, test.Items[0].Node);
        if (test.State != FieldState.Missing)
            return Field<bool>.Known(true, check.Mapping);
        return builds || service.IsOpen ? Field<bool>.Unknown(service.Mapping) : Field<bool>.Missing(service.Mapping, "healthcheck");
    }

    private static FieldList<NodeView> Items(NodeView service, string key)
    {
        Field<DocumentNode> node = service.Node(key);
        if (!node.IsKnown)
            return node.IsMissing ? FieldList<NodeView>.Missing(service.Mapping, key) : FieldList<NodeView>.Unknown(service.Mapping, key);
        IEnumerable<DocumentNode> items = node.Value is MappingNode mapping ? mapping.Entries.Select(e => e.Value) : (node.Value as SequenceNode)?.Items ?? [];
        return FieldList<NodeView>.Known([.. items.Select(i => Field<NodeView>.Known(new NodeView(i as MappingNode), i))], node: node.Value);
    }

    private static IEnumerable<DocumentNode> Present(Field<DocumentNode> node) => node.IsKnown ? [node.Value] : [];
}
