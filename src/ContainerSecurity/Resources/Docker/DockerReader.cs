using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Docker;

/// <summary>
/// Reads the body of the Docker Engine API's create-container call, or what the engine says of a container, as a
/// <see cref="Workload"/> of one container.
/// </summary>
public static class DockerReader
{
    /// <summary>The kind that such a workload has.</summary>
    public const string Kind = "Container";

    private const string UnlabelledByEngine = "label=disable";

    /// <summary>Reads the body of a call, of which code may write a part only.</summary>
    /// <param name="document">The root of a document; anything but an object gives no resources.</param>
    /// <param name="errors">Receives values of the wrong type.</param>
    /// <returns>The workload, or nothing.</returns>
    public static IReadOnlyList<Resource> Read(DocumentNode document, ICollection<DocumentError> errors) =>
        document is MappingNode body ? [Read(new NodeView(body, errors), new NodeView(body, errors), isWhole: false, EngineDefaults.Unknown)] : [];

    /// <summary>Reads what <c>docker inspect</c> prints, a list of containers, or a whole body of a call.</summary>
    /// <param name="document">The root of a document; what is no container gives no resources.</param>
    /// <param name="errors">Receives values of the wrong type.</param>
    /// <returns>The workloads in source order.</returns>
    public static IReadOnlyList<Resource> ReadInspected(DocumentNode document, ICollection<DocumentError> errors)
    {
        IReadOnlyList<DocumentNode> items = document is SequenceNode list ? list.Items : [document];
        return [.. items.OfType<MappingNode>().Where(IsContainer).Select(i => ReadObject(Kind, i, errors)!)];
    }

    /// <summary>Reads one object of an engine by its kind.</summary>
    /// <param name="kind">
    /// What it is: <c>Container</c>, <c>Network</c>, <c>Volume</c>, <c>Service</c>, <c>Config</c>, <c>Secret</c> or
    /// <c>Plugin</c>.
    /// </param>
    /// <param name="document">What the engine answers when it is inspected.</param>
    /// <param name="errors">Receives values of the wrong type.</param>
    /// <param name="defaults">What the engine knows; null for nothing.</param>
    /// <returns>The resource; null where the document is no object.</returns>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public static Resource? ReadObject(string kind, DocumentNode document, ICollection<DocumentError> errors, EngineDefaults? defaults = null)
    {
        defaults ??= EngineDefaults.Unknown;
        if (document is not MappingNode mapping)
            return null;
        var view = new NodeView(mapping, errors);
        return kind switch
        {
            Kind => Read(view, mapping["Config"] is MappingNode ? view["Config"] : view, isWhole: true, defaults),
            DockerNetwork.NetworkKind => new DockerNetwork(view),
            DockerVolume.VolumeKind => new DockerVolume(view),
            SwarmServiceReader.Kind => SwarmServiceReader.Read(view, defaults),
            SwarmConfig.ConfigKind => new SwarmConfig(view),
            SwarmSecret.SecretKind => new SwarmSecret(view),
            PluginReader.Kind => PluginReader.Read(view),
            _ => throw new ArgumentException($"'{kind}' is no kind of an engine's objects.", nameof(kind)),
        };
    }

    /// <summary>Reads a body that is made from other words for a container.</summary>
    /// <param name="body">The body.</param>
    /// <param name="name">The container's name.</param>
    /// <param name="isWhole">Whether the engine's defaults hold for what is not said.</param>
    /// <param name="more">What the engine has no words for.</param>
    internal static Workload ReadDescribed(MappingNode body, Field<string> name, bool isWhole, ContainerTraits more = default)
    {
        var view = new NodeView(body);
        Workload workload = Read(view, view, isWhole, EngineDefaults.Unknown, name, more);
        workload.IsInText = true;
        workload.Words = more.Words ?? Workload.OptionWords;
        return workload;
    }

    /// <summary>Images, networks and volumes are inspected too.</summary>
    private static bool IsContainer(MappingNode item) => item["HostConfig"] is MappingNode || item["Image"] is ScalarNode;

    private static Workload Read(NodeView container, NodeView body, bool isWhole, EngineDefaults defaults, Field<string>? described = null, ContainerTraits more = default)
    {
        NodeView host = container["HostConfig"];
        bool isOfEngine = container["Config"].State == FieldState.Known;
        SecurityOptions security = Options(host, isOfEngine);
        Field<string> name = described ?? (isWhole ? container.Text("Name").AsText(n => n.TrimStart('/')) : Field<string>.Unknown());
        NodeView restart = host["RestartPolicy"];
        return new Workload(container, Platform.Docker, Kind, name, body.Map("Labels"))
        {
            HostNetwork = IsHost(host.Text("NetworkMode")),
            HostPid = IsHost(host.Text("PidMode")),
            HostIpc = IsHost(host.Text("IpcMode")),
            UsesDefaultBridge = UsesDefaultBridge(host.Text("NetworkMode"), isWhole),
            HostUsers = HostUsers(host.Text("UsernsMode")),
            HostUts = IsHost(host.Text("UTSMode")),
            HostCgroup = HostCgroup(host, isOfEngine, defaults),
            CgroupParent = host.Text("CgroupParent"),
            ShareProcessNamespace = host.Text("PidMode").As<bool>(m => m.StartsWith("container:", StringComparison.Ordinal)),
            Sysctls = [.. host.Map("Sysctls").Entries.Select(s => new Sysctl(Field<string>.Known(s.Key, s.Value), host.Map("Sysctls")[s.Key]))],
            SupplementalGroups = Groups(host.TextList("GroupAdd")),
            HostAliases = ExtraHosts(host.TextList("ExtraHosts")),
            DeviceRules = host.TextList("DeviceCgroupRules"),
            DeviceRequests = host.Node("DeviceRequests") is { IsKnown: true, Value: SequenceNode { Items.Count: > 0 } requests } ? [requests] : [],
            RestartPolicy = restart.Text("Name").AsText(RestartPolicyOf),
            RestartAttempts = isWhole ? restart.Integer("MaximumRetryCount") : Field<long>.Unknown(),
            RuntimeClassName = host.Text("Runtime"),
            Volumes = HostMounts.ReadVolumes(host, container.Views("Mounts")),
            Containers = [ReadContainer(container, body, security, name.Or(""), isWhole, more)],
            Replicas = Field<long>.Unknown(),
            ServiceAccountName = Field<string>.Unknown(),
            AutomountServiceAccountToken = Field<bool>.Unknown(),
        };
    }

    private static Container ReadContainer(NodeView container, NodeView body, SecurityOptions security, string name, bool isWhole, ContainerTraits more)
    {
        NodeView host = container["HostConfig"];
        return new()
        {
            View = body,
            Name = name,
            Image = body.Text("Image"),
            ImagePullPolicy = Field<string>.Unknown(),
            Privileged = host.Boolean("Privileged"),
            AllowPrivilegeEscalation = security.AllowPrivilegeEscalation,
            ReadOnlyRootFilesystem = host.Boolean("ReadonlyRootfs"),
            ProcMount = security.ProcMount is { IsMissing: false } masks ? masks : Masks(host),
            CapabilitiesAdd = Capabilities(host.TextList("CapAdd")),
            CapabilitiesDrop = Capabilities(host.TextList("CapDrop")),
            Security = ReadSecurity(body.Text("User"), security),
            Environment = Variables(body.TextList("Env")),
            Ports = PublishedPorts.Read(host, body["ExposedPorts"], container["NetworkSettings"]["Ports"]),
            Mounts = HostMounts.ReadMounts(host, container.Views("Mounts")),
            Limits = Amounts(host, "Memory", "NanoCpus", "NanoCPUs"),
            Requests = new ResourceAmounts(new FieldMap(Unknown(body.Mapping!))),
            PidsLimit = isWhole ? host.Integer("PidsLimit") : Field<long>.Unknown(),
            HealthCheck = HealthCheck(body["Healthcheck"], isWhole),
            LivenessProbe = Field<DocumentNode>.Unknown(),
            ReadinessProbe = Field<DocumentNode>.Unknown(),
            Command = body.TextList("Entrypoint"),
            Arguments = body.TextList("Cmd"),
            Stdin = body.Boolean("OpenStdin"),
            Tty = body.Boolean("Tty"),
            IsThrownAway = more.IsThrownAway,
            PullPassword = more.PullPassword,
        };
    }

    /// <summary>What a user and security options say.</summary>
    internal static SecuritySettings ReadSecurity(Field<string> user, SecurityOptions security)
    {
        bool isRoot = user.Is(u => UserOf(u) is "0" or "root");
        bool isNobody = user.IsMissing || user.Is("");
        return new SecuritySettings
        {
            RunAsUser = user.As<long>(u => UserOf(u) is "0" or "root" ? 0 : long.TryParse(UserOf(u), out long id) ? id : null),
            RunAsNonRoot = isRoot || isNobody ? Field<bool>.Missing(user.Node) : user.As<bool>(_ => true),
            SeccompType = security.Seccomp,
            AppArmorType = security.AppArmor,
            SELinuxType = security.Label("type"),
            SELinuxUser = security.Label("user"),
            SELinuxRole = security.Label("role"),
        };
    }

    /// <summary>Docker takes names in any case, with and without <c>CAP_</c>.</summary>
    internal static FieldList<string> Capabilities(FieldList<string> list)
    {
        if (list.State != FieldState.Known)
            return list;
        Field<string>[] names = [.. list.Items.Select(i => i.IsKnown ? Field<string>.Known(Normalize(i.Value), i.Node) : i)];
        return FieldList<string>.Known(names, list.IsOpen, names.FirstOrDefault().Node?.Parent);
    }

    /// <summary>Groups by their ID; a name other than root's may be any.</summary>
    internal static FieldList<long> Groups(FieldList<string> groups) =>
        groups.State == FieldState.Known
            ? FieldList<long>.Known([.. groups.Items.Select(g => g.As<long>(t => t == "root" ? 0 : long.TryParse(t, out long id) ? id : null))])
            : FieldList<long>.Unknown();

    internal static FieldList<NodeView> ExtraHosts(FieldList<string> hosts) =>
        hosts.State == FieldState.Known
            ? FieldList<NodeView>.Known(
                [.. hosts.Items.Select(h => Field<NodeView>.Known(default, h.Node))],
                node: hosts.Items.Count > 0 ? hosts.Items[0].Node?.Parent : null)
            : FieldList<NodeView>.Unknown();

    internal static Field<bool> HealthCheck(NodeView check, bool isWhole)
    {
        FieldList<string> test = check.TextList("Test");
        return test.Items.Count > 0 ? Field<bool>.Known(!test.Items[0].Is("NONE"), test.Items[0].Node)
            : isWhole && test.State == FieldState.Missing ? Field<bool>.Missing()
            : Field<bool>.Unknown();
    }

    private static string RestartPolicyOf(string name) => name switch { "always" or "unless-stopped" => "Always", "on-failure" => "OnFailure", _ => "Never" };

    private static string UserOf(string user) => user.Split(':')[0];

    private static Field<bool> IsHost(Field<string> mode) => mode.IsMissing ? default : mode.As<bool>(m => m == "host");

    private static string Normalize(string capability)
    {
        string name = capability.ToUpperInvariant();
        return name.StartsWith("CAP_", StringComparison.Ordinal) ? name.Substring(4) : name;
    }

    /// <summary>Variables as <c>NAME=value</c>.</summary>
    internal static EnvironmentVariable[] Variables(FieldList<string> pairs) => [.. pairs.Items.Where(e => e.IsKnown).Select(ReadVariable)];

    private static EnvironmentVariable ReadVariable(Field<string> pair)
    {
        int equals = pair.Value.IndexOf('=');
        return equals < 0
            ? new EnvironmentVariable(pair, Field<string>.Unknown(pair.Node), default)
            : new EnvironmentVariable(
                Field<string>.Known(pair.Value.Substring(0, equals), pair.Node),
                Field<string>.Known(pair.Value.Substring(equals + 1), pair.Node),
                default);
    }

    /// <summary>Docker counts memory in bytes, and processors in billionths; 0 is no limit. A quota of processor time limits too.</summary>
    internal static ResourceAmounts Amounts(NodeView host, string memory, params string[] processors)
    {
        if (host.Mapping is not { } mapping)
            return new ResourceAmounts(new FieldMap(host));
        var entries = new List<MappingEntry>();
        foreach (MappingEntry entry in mapping.Entries)
            if (entry.Key == memory)
                entries.Add(entry with { Key = "memory", Value = entry.Value.Copy() });
            else if (Array.IndexOf(processors, entry.Key) >= 0 && entry.Value is ScalarNode nanos)
                entries.Add(entry with { Key = "cpu", Value = Processors(host, nanos) });
        return new ResourceAmounts(new FieldMap(new NodeView(new MappingNode(mapping.File, mapping.Span, entries, mapping.IsOpen))));
    }

    private static DocumentNode Processors(NodeView host, ScalarNode nanos) =>
        nanos.Text == "0" && host.Integer("CpuQuota").Is(q => q > 0)
            ? new UnknownNode(nanos.File, nanos.Span)
            : new ScalarNode(nanos.File, nanos.Span, nanos.Text + "n", ScalarStyle.Plain);

    /// <summary>
    /// An engine switches labels off by itself for who shares its processes or has all its privileges, and writes that
    /// beside what was asked for.
    /// </summary>
    private static SecurityOptions Options(NodeView host, bool isOfEngine)
    {
        FieldList<string> options = host.TextList("SecurityOpt");
        bool isOwn = isOfEngine && (host.Boolean("Privileged").Is(true) || host.Text("PidMode").Is("host") || host.Text("IpcMode").Is("host"));
        return new SecurityOptions(isOwn && options.Contains(UnlabelledByEngine)
            ? FieldList<string>.Known([.. options.Items.Where(o => !o.Is(UnlabelledByEngine))], node: host.Mapping!["SecurityOpt"])
            : options);
    }

    /// <summary>
    /// Whether a container has the host's namespace of cgroups; not known where it has the one that the engine gives whoever
    /// asks for none: the host's where that is its default, and for who has all privileges on older kernels.
    /// </summary>
    private static Field<bool> HostCgroup(NodeView host, bool isOfEngine, EngineDefaults defaults)
    {
        Field<bool> isHost = IsHost(host.Text("CgroupnsMode"));
        bool isOfItself = defaults.SharesCgroupNamespace || (isOfEngine && host.Boolean("Privileged").Is(true));
        return isOfItself ? Field<bool>.Unknown(isHost.Node) : isHost;
    }

    /// <summary>The client sends <c>systempaths=unconfined</c> as empty lists of what is masked.</summary>
    private static Field<string> Masks(NodeView host) =>
        host.Node("MaskedPaths") is { IsKnown: true, Value: SequenceNode { Items.Count: 0, IsOpen: false } none }
            ? Field<string>.Known("Unmasked", none)
            : default;

    /// <summary>
    /// Who does not ask for the host's user IDs has them all the same, unless the engine maps them, which is said of
    /// the engine.
    /// </summary>
    private static Field<bool> HostUsers(Field<string> mode) => mode.Is(m => m != "host") ? Field<bool>.Missing(mode.Node) : IsHost(mode);

    /// <summary>Who names no network is on the default bridge.</summary>
    private static Field<bool> UsesDefaultBridge(Field<string> mode, bool isWhole) =>
        mode.IsMissing ? isWhole ? Field<bool>.Known(true, mode.Node) : Field<bool>.Unknown(mode.Node) : mode.As<bool>(m => m is "default" or "bridge" or "");

    private static NodeView Unknown(MappingNode body) => new(new UnknownNode(body.File, body.Span));
}
