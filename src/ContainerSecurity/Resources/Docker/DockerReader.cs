using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Docker;

/// <summary>Reads the body of the Docker Engine API's create-container call as a <see cref="Workload"/> of one container.</summary>
public static class DockerReader
{
    /// <summary>The kind that such a workload has.</summary>
    public const string Kind = "Container";

    /// <summary>Reads a document.</summary>
    /// <param name="document">The root of a document; anything but an object gives no resources.</param>
    /// <param name="errors">Receives values of the wrong type.</param>
    /// <returns>The workload, or nothing.</returns>
    public static IReadOnlyList<Resource> Read(DocumentNode document, ICollection<DocumentError> errors) =>
        document is MappingNode body ? [Read(new NodeView(body, errors))] : [];

    private static Workload Read(NodeView body)
    {
        NodeView host = body["HostConfig"];
        var security = new SecurityOptions(host.TextList("SecurityOpt"));
        return new Workload(Identify(body.Mapping!))
        {
            HostNetwork = IsHost(host.Text("NetworkMode")),
            HostPid = IsHost(host.Text("PidMode")),
            HostIpc = IsHost(host.Text("IpcMode")),
            HostUsers = IsHost(host.Text("UsernsMode")),
            Volumes = HostMounts.ReadVolumes(host),
            Sysctls = Sysctls(new FieldMap(host["Sysctls"])),
            Containers = [ReadContainer(body, host, security)],
            Replicas = Field<long>.Unknown(),
            ServiceAccountName = Field<string>.Unknown(),
            AutomountServiceAccountToken = Field<bool>.Unknown(),
        };
    }

    private static Container ReadContainer(NodeView body, NodeView host, SecurityOptions security) => new()
    {
        View = body,
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
        Ports = PublishedPorts.Read(host["PortBindings"]),
        Mounts = HostMounts.ReadMounts(host),
        Limits = Amounts(host),
        Requests = new ResourceAmounts(new FieldMap(Unknown(body.Mapping!))),
        LivenessProbe = Field<DocumentNode>.Unknown(),
        ReadinessProbe = Field<DocumentNode>.Unknown(),
        Command = body.TextList("Entrypoint"),
        Arguments = body.TextList("Cmd"),
        Stdin = body.Boolean("OpenStdin"),
        Tty = body.Boolean("Tty"),
    };

    private static SecuritySettings ReadSecurity(Field<string> user, SecurityOptions security)
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

    private static Sysctl[] Sysctls(FieldMap parameters) =>
        [.. parameters.Entries.Select(e => new Sysctl(Field<string>.Known(e.Key, e.Value), parameters[e.Key]))];

    private static string UserOf(string user) => user.Split(':')[0];

    private static Field<bool> IsHost(Field<string> mode) => mode.IsMissing ? default : mode.As<bool>(m => m == "host");

    /// <summary>Docker takes names in any case, with and without <c>CAP_</c>.</summary>
    private static FieldList<string> Capabilities(FieldList<string> list)
    {
        if (list.State != FieldState.Known)
            return list;
        Field<string>[] names = [.. list.Items.Select(i => i.IsKnown ? Field<string>.Known(Normalize(i.Value), i.Node) : i)];
        return FieldList<string>.Known(names, list.IsOpen, names.FirstOrDefault().Node?.Parent);
    }

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
            : new EnvironmentVariable(Field<string>.Known(pair.Value.Substring(0, equals), pair.Node), Field<string>.Known(pair.Value.Substring(equals + 1), pair.Node), default);
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

    /// <summary>An object that says nothing but its kind: the body has no metadata, and rules that ask for some must not take them for absent.</summary>
    private static NodeView Identify(MappingNode body) =>
        new(new MappingNode(body.File, body.Span, [new MappingEntry("kind", body.Span, new ScalarNode(body.File, body.Span, Kind, ScalarStyle.Quoted))], isOpen: true));

    private static NodeView Unknown(MappingNode body) => new(new UnknownNode(body.File, body.Span));
}
