using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Docker;

/// <summary>
/// Reads a plugin of an engine, as <c>docker plugin inspect</c> shows it, as a <see cref="Workload"/> of one container:
/// an engine runs it as one, with the privileges that it was granted.
/// </summary>
internal static class PluginReader
{
    public const string Kind = "Plugin";

    public static Workload Read(NodeView plugin)
    {
        NodeView config = plugin["Config"];
        NodeView linux = config["Linux"];
        Field<string> name = plugin.Text("Name");
        FieldList<NodeView> mounts = plugin["Settings"].Views("Mounts");
        Volume[] volumes = [.. mounts.ReadKnown(m => m).Where(IsOfHost).Select(m => HostMounts.Make(m, m.Text("Source")))];
        Volume[] devices = [.. plugin["Settings"].Views("Devices").ReadKnown(d => HostMounts.MakeDevice(d, d.Text("Path")))];
        Field<bool> allDevices = linux.Boolean("AllowAllDevices");
        return new Workload(plugin, Platform.Docker, Kind, name, plugin.Map("Labels"))
        {
            HostNetwork = config["Network"].Text("Type").As<bool>(t => t == "host"),
            HostPid = config.Boolean("PidHost"),
            HostIpc = config.Boolean("IpcHost"),
            DeviceRules = allDevices.Is(true) ? FieldList<string>.Known([Field<string>.Known("a *:* rwm", allDevices.Node)]) : FieldList<string>.Missing(),
            Volumes = [.. volumes, .. devices],
            Containers = [ReadContainer(plugin, config, linux, mounts, name.Or(""))],
            RestartPolicy = Field<string>.Unknown(),
            Replicas = Field<long>.Unknown(),
            ServiceAccountName = Field<string>.Unknown(),
            AutomountServiceAccountToken = Field<bool>.Unknown(),
            RuntimeClassName = Field<string>.Unknown(),
        };
    }

    /// <summary>What nobody can set for a plugin is unknown, so that no rule asks for it.</summary>
    private static Container ReadContainer(NodeView plugin, NodeView config, NodeView linux, FieldList<NodeView> mounts, string name) => new()
    {
        View = plugin,
        Name = name,
        Image = plugin.Text("PluginReference"),
        ImagePullPolicy = Field<string>.Unknown(),
        AllowPrivilegeEscalation = Field<bool>.Unknown(),
        ReadOnlyRootFilesystem = Field<bool>.Unknown(),
        CapabilitiesAdd = DockerReader.Capabilities(linux.TextList("Capabilities")),
        CapabilitiesDrop = FieldList<string>.Unknown(),
        Security = new SecuritySettings
        {
            RunAsUser = Field<long>.Unknown(),
            RunAsNonRoot = Field<bool>.Unknown(),
            SeccompType = Field<string>.Unknown(),
            AppArmorType = Field<string>.Unknown(),
        },
        Environment = DockerReader.Variables(plugin["Settings"].TextList("Env")),
        Mounts = [.. mounts.ReadKnown(m => m).Where(IsOfHost).Select(ReadMount)],
        Limits = new ResourceAmounts(new FieldMap(new NodeView(new UnknownNode(plugin.Mapping!.File, plugin.Mapping.Span)))),
        Requests = new ResourceAmounts(new FieldMap(new NodeView(new UnknownNode(plugin.Mapping!.File, plugin.Mapping.Span)))),
        LivenessProbe = Field<DocumentNode>.Unknown(),
        ReadinessProbe = Field<DocumentNode>.Unknown(),
        Command = config.TextList("Entrypoint"),
        Arguments = plugin["Settings"].TextList("Args"),
    };

    private static VolumeMount ReadMount(NodeView mount)
    {
        FieldList<string> options = mount.TextList("Options");
        Field<string> shared = options.Items.FirstOrDefault(o => o.Is(v => v is "rshared" or "shared"));
        return new VolumeMount(
            mount.Text("Source"),
            mount.Text("Destination"),
            Field<bool>.Known(options.Contains("ro"), mount.Mapping),
            shared.IsKnown ? Field<string>.Known("Bidirectional", shared.Node) : default);
    }

    private static bool IsOfHost(NodeView mount) => mount.Text("Type").Is("bind") && mount.Text("Source").Is(s => s.Length > 0);
}
