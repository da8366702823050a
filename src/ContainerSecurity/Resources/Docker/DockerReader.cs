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

    /// <summary>Reads the body of a call, of which code may write a part only.</summary>
    /// <param name="document">The root of a document; anything but an object gives no resources.</param>
    /// <param name="errors">Receives values of the wrong type.</param>
    /// <returns>The workload, or nothing.</returns>
    public static IReadOnlyList<Resource> Read(DocumentNode document, ICollection<DocumentError> errors) =>
        document is MappingNode body ? [Read(new NodeView(body, errors), new NodeView(body, errors), isWhole: false)] : [];

    /// <summary>Reads what <c>docker inspect</c> prints, a list of containers, or a whole body of a call.</summary>
    /// <param name="document">The root of a document; what is no container gives no resources.</param>
    /// <param name="errors">Receives values of the wrong type.</param>
    /// <returns>The workloads in source order.</returns>
    public static IReadOnlyList<Resource> ReadInspected(DocumentNode document, ICollection<DocumentError> errors)
    {
        IReadOnlyList<DocumentNode> items = document is SequenceNode list ? list.Items : [document];
        return [.. items.OfType<MappingNode>()
            .Where(IsContainer)
            .Select(i => new NodeView(i, errors))
            .Select(v => Read(v, v.Mapping!["Config"] is MappingNode ? v["Config"] : v, isWhole: true))];
    }

    /// <summary>Images, networks and volumes are inspected too.</summary>
    private static bool IsContainer(MappingNode item) => item["HostConfig"] is MappingNode || item["Image"] is ScalarNode;

    private static Workload Read(NodeView container, NodeView body, bool isWhole)
    {
        NodeView host = container["HostConfig"];
        var security = new SecurityOptions(host.TextList("SecurityOpt"));
        Field<string> name = isWhole ? container.Text("Name").AsText(n => n.TrimStart('/')) : Field<string>.Unknown();
        NodeView restart = host["RestartPolicy"];
        return new Workload(container, Platform.Docker, Kind, name, body.Map("Labels"))
        {
            HostNetwork = IsHost(host.Text("NetworkMode")),
            HostPid = IsHost(host.Text("PidMode")),
            HostIpc = IsHost(host.Text("IpcMode")),
            HostUsers = IsHost(host.Text("UsernsMode")),
            HostUts = IsHost(host.Text("UTSMode")),
            HostCgroup = IsHost(host.Text("CgroupnsMode")),
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
            Volumes = HostMounts.ReadVolumes(host),
            Containers = [ReadContainer(body, host, security, name.Or(""), isWhole)],
            Replicas = Field<long>.Unknown(),
            ServiceAccountName = Field<string>.Unknown(),
            AutomountServiceAccountToken = Field<bool>.Unknown(),
        };
    }

    private static Container ReadContainer(NodeView body, NodeView host, SecurityOptions security, string name, bool isWhole) => new()
    {
        View = body,
        Name = name,
        Image = body.Text("Image"),
        ImagePullPolicy = Field<string>.Unknown(),
        Privileged = host.Boolean("Privileged"),
        AllowPrivilegeEscalation = security.AllowPrivilegeEscalation,
        ReadOnlyRootFilesystem = host.Boolean("ReadonlyRootfs"),
        ProcMount = security.ProcMount,
        CapabilitiesAdd = Capabilities(host.TextList("CapAdd")),
        CapabilitiesDrop = Capabilities(host.TextList("CapDrop")),
        Security = ReadSecurity(body.Text("User"), security),
        Environment = [.. body.TextList("Env").Items.Where(e => e.IsKnown).Select(ReadVariable)],
        Ports = [.. PublishedPorts.Read(host["PortBindings"]), .. PublishedPorts.ReadExposed(body["ExposedPorts"], host["PortBindings"])],
        Mounts = HostMounts.ReadMounts(host),
        Limits = Amounts(host),
        Requests = new ResourceAmounts(new FieldMap(Unknown(body.Mapping!))),
        PidsLimit = isWhole ? host.Integer("PidsLimit") : Field<long>.Unknown(),
        HealthCheck = HealthCheck(body["Healthcheck"], isWhole),
        LivenessProbe = Field<DocumentNode>.Unknown(),
        ReadinessProbe = Field<DocumentNode>.Unknown(),
        Command = body.TextList("Entrypoint"),
        Arguments = body.TextList("Cmd"),
        Stdin = body.Boolean("OpenStdin"),
        Tty = body.Boolean("Tty"),
    };

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

    private static FieldList<NodeView> ExtraHosts(FieldList<string> hosts) =>
        hosts.State == FieldState.Known
            ? FieldList<NodeView>.Known(
                [.. hosts.Items.Select(h => Field<NodeView>.Known(default, h.Node))],
                node: hosts.Items.Count > 0 ? hosts.Items[0].Node?.Parent : null)
            : FieldList<NodeView>.Unknown();

    private static Field<bool> HealthCheck(NodeView check, bool isWhole)
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

    /// <summary>Docker counts memory in bytes, and processors in billionths; 0 is no limit.</summary>
    private static ResourceAmounts Amounts(NodeView host)
    {
        if (host.Mapping is not { } mapping)
            return new ResourceAmounts(new FieldMap(host));
        var entries = new List<MappingEntry>();
        foreach (MappingEntry entry in mapping.Entries)
            if (entry.Key == "Memory")
                entries.Add(entry with { Key = "memory", Value = entry.Value.Copy() });
            else if (entry.Key is "NanoCpus" or "NanoCPUs" && entry.Value is ScalarNode nanos)
                entries.Add(entry with { Key = "cpu", Value = new ScalarNode(nanos.File, nanos.Span, nanos.Text + "n", ScalarStyle.Plain) });
        return new ResourceAmounts(new FieldMap(new NodeView(new MappingNode(mapping.File, mapping.Span, entries, mapping.IsOpen))));
    }

    private static NodeView Unknown(MappingNode body) => new(new UnknownNode(body.File, body.Span));
}
