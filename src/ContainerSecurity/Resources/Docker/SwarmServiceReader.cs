using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Docker;

/// <summary>Reads a service of a swarm, as <c>docker service inspect</c> shows it, as a <see cref="Workload"/> of one container.</summary>
internal static class SwarmServiceReader
{
    public const string Kind = "Service";

    public static Workload Read(NodeView service, EngineDefaults defaults)
    {
        NodeView spec = service["Spec"];
        NodeView task = spec["TaskTemplate"];
        NodeView container = task["ContainerSpec"];
        Field<string> name = spec.Text("Name");
        NodeView restart = task["RestartPolicy"];
        return new Workload(service, Platform.Docker, Kind, name, spec.Map("Labels"))
        {
            HostNetwork = HostNetwork(task, defaults),
            Sysctls = [.. container.Map("Sysctls").Entries.Select(s => new Sysctl(Field<string>.Known(s.Key, s.Value), container.Map("Sysctls")[s.Key]))],
            SupplementalGroups = DockerReader.Groups(container.TextList("Groups")),
            HostAliases = DockerReader.ExtraHosts(container.TextList("Hosts")),
            RestartPolicy = restart.Text("Condition").AsText(RestartPolicyOf),
            RestartAttempts = restart.Integer("MaxAttempts"),
            RuntimeClassName = task.Text("Runtime"),
            Volumes = HostMounts.ReadVolumes(container),
            Containers = [ReadContainer(container, task, spec["EndpointSpec"], name.Or(""))],
            Replicas = Field<long>.Unknown(),
            ServiceAccountName = Field<string>.Unknown(),
            AutomountServiceAccountToken = Field<bool>.Unknown(),
        };
    }

    private static Container ReadContainer(NodeView spec, NodeView task, NodeView endpoint, string name) => new()
    {
        View = spec,
        Name = name,
        Image = spec.Text("Image"),
        ImagePullPolicy = Field<string>.Unknown(),
        AllowPrivilegeEscalation = spec["Privileges"].Boolean("NoNewPrivileges").As<bool>(denied => !denied),
        ReadOnlyRootFilesystem = spec.Boolean("ReadOnly"),
        CapabilitiesAdd = DockerReader.Capabilities(spec.TextList("CapabilityAdd")),
        CapabilitiesDrop = DockerReader.Capabilities(spec.TextList("CapabilityDrop")),
        Security = ReadSecurity(spec),
        Environment = DockerReader.Variables(spec.TextList("Env")),
        Ports = [.. endpoint.Views("Ports").ReadKnown(ReadPort)],
        Mounts = HostMounts.ReadMounts(spec),
        Limits = Amounts(task["Resources"]["Limits"]),
        Requests = Amounts(task["Resources"]["Reservations"]),
        PidsLimit = task["Resources"]["Limits"].Integer("Pids"),
        HealthCheck = DockerReader.HealthCheck(spec["Healthcheck"], isWhole: true),
        LivenessProbe = Field<DocumentNode>.Unknown(),
        ReadinessProbe = Field<DocumentNode>.Unknown(),
        Command = spec.TextList("Command"),
        Arguments = spec.TextList("Args"),
        Stdin = spec.Boolean("OpenStdin"),
        Tty = spec.Boolean("TTY"),
    };

    private static SecuritySettings ReadSecurity(NodeView spec)
    {
        NodeView privileges = spec["Privileges"];
        NodeView selinux = privileges["SELinuxContext"];
        SecuritySettings user = DockerReader.ReadSecurity(spec.Text("User"), new SecurityOptions(FieldList<string>.Missing()));
        return new SecuritySettings
        {
            RunAsUser = user.RunAsUser,
            RunAsNonRoot = user.RunAsNonRoot,
            SeccompType = Profile(privileges["Seccomp"].Text("Mode"), "unconfined"),
            AppArmorType = Profile(privileges["AppArmor"].Text("Mode"), "disabled"),
            SELinuxType = selinux.Boolean("Disable") is var off && off.Is(true) ? Field<string>.Known("disable", off.Node) : Text(selinux, "Type"),
            SELinuxUser = Text(selinux, "User"),
            SELinuxRole = Text(selinux, "Role"),
        };
    }

    /// <summary>Without a mode the engine's own profile holds.</summary>
    private static Field<string> Profile(Field<string> mode, string off) =>
        mode.IsMissing ? Field<string>.Known("RuntimeDefault") : mode.AsText(m => m == off ? "Unconfined" : m == "custom" ? "Localhost" : "RuntimeDefault");

    /// <summary>The engine writes a text that nobody set as an empty one.</summary>
    private static Field<string> Text(NodeView view, string key) => view.Text(key) is var text && text.Is("") ? Field<string>.Missing(text.Node) : text;

    /// <summary>An engine answers with the IDs of networks where a name was given.</summary>
    private static Field<bool> HostNetwork(NodeView task, EngineDefaults defaults) =>
        task.Views("Networks").ReadKnown(n => n.Text("Target"))
            .FirstOrDefault(t => t.Is(n => n == "host" || defaults.HostNetworks.Contains(n)))
            .As<bool>(_ => true);

    private static ContainerPort ReadPort(NodeView port) =>
        new(port.Integer("TargetPort"), port.Integer("PublishedPort"), port.Text("Protocol").AsText(p => p.ToUpperInvariant()));

    /// <summary>A service counts as a container does, by other names.</summary>
    private static ResourceAmounts Amounts(NodeView amounts) => DockerReader.Amounts(amounts, "MemoryBytes", "NanoCPUs");

    private static string RestartPolicyOf(string condition) => condition switch { "none" => "Never", "on-failure" => "OnFailure", _ => "Always" };
}
