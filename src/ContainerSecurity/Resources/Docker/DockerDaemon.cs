using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Docker;

/// <summary>
/// A Docker engine: what it says of itself, its settings file, and how it is reached. A part that could not be read is
/// unknown, and so no rule fires on it.
/// </summary>
public sealed class DockerDaemon : Resource
{
    /// <summary>The kind that a daemon has.</summary>
    public const string DaemonKind = "Daemon";

    internal DockerDaemon(NodeView root, NodeView info, NodeView settings, NodeView endpoint, FieldList<NodeView> files)
        : base(root, DaemonKind, info.Text("Name"), root.Map("labels"))
    {
        Info = info;
        Settings = settings;
        Endpoint = endpoint;
        Files = files;
    }

    /// <summary>What the engine says of itself: the answer to <c>GET /info</c>.</summary>
    public NodeView Info { get; }

    /// <summary>What the settings file <c>daemon.json</c> holds.</summary>
    public NodeView Settings { get; }

    /// <summary>How the engine is reached: <c>Address</c>, and <c>Verified</c>, whether it asks clients for a certificate.</summary>
    public NodeView Endpoint { get; }

    /// <summary>
    /// The engine's files that could be looked at: <c>Path</c>, <c>Mode</c> in octal, and <c>Use</c>, which is
    /// <c>socket</c>, <c>settings</c>, <c>folder</c>, <c>certificate</c> or <c>key</c>.
    /// </summary>
    public FieldList<NodeView> Files { get; }

    /// <summary>Whether the engine runs Windows containers, which know no capabilities, namespaces or profiles of Linux.</summary>
    public bool IsWindows => Info.Text("OSType").Is("windows");

    /// <summary>Whether the engine itself runs as another user than root.</summary>
    public Field<bool> IsRootless => SecurityOption("rootless");

    /// <summary>Whether root in a container is another user outside of it.</summary>
    public Field<bool> HasUserNamespace => First(SecurityOption("userns"), Settings.Text("userns-remap").As<bool>(u => u.Length > 0));

    /// <summary>
    /// The seccomp profile of containers that name none: <c>unconfined</c> for none, also where the kernel has none;
    /// missing where the engine does not speak of seccomp.
    /// </summary>
    public Field<string> SeccompProfile
    {
        get
        {
            Field<string> option = FindOption("seccomp");
            return First(option.AsText(o => ValueIn(o, "profile") ?? "default"), Settings.Text("seccomp-profile"));
        }
    }

    /// <summary>Whether containers are confined by AppArmor or SELinux.</summary>
    public Field<bool> HasMandatoryAccessControl => SecurityOption("apparmor") is { IsKnown: true } apparmor ? apparmor : SecurityOption("selinux");

    /// <summary>
    /// Whether processes of all containers are kept from gaining privileges. Engines before 23.0 do not say it
    /// themselves.
    /// </summary>
    public Field<bool> DeniesNewPrivileges
    {
        get
        {
            Field<bool> said = SecurityOption("no-new-privileges");
            return First(said.IsMissing && !TellsNewPrivileges ? Field<bool>.Unknown() : said, Settings.Boolean("no-new-privileges"));
        }
    }

    /// <summary>Whether containers that ask for nothing share the host's cgroup namespace.</summary>
    public Field<bool> SharesCgroupNamespace
    {
        get
        {
            Field<bool> own = SecurityOption("cgroupns");
            return own.IsMissing && Info.Text("CgroupVersion").IsKnown
                ? Field<bool>.Known(true, Info.Text("CgroupVersion").Node)
                : Settings.Text("default-cgroupns-mode").As<bool>(m => m == "host");
        }
    }

    /// <summary>The storage driver.</summary>
    public Field<string> StorageDriver => First(Info.Text("Driver"), Settings.Text("storage-driver"));

    /// <summary>The driver that writes the logs of containers that name none.</summary>
    public Field<string> LogDriver => First(Info.Text("LoggingDriver"), Settings.Text("log-driver"));

    /// <summary>Whether containers go on running while the engine does not.</summary>
    public Field<bool> KeepsContainers => First(Info.Boolean("LiveRestoreEnabled"), Settings.Boolean("live-restore"));

    /// <summary>Whether features that are not finished are switched on.</summary>
    public Field<bool> IsExperimental => First(Info.Boolean("ExperimentalBuild"), Settings.Boolean("experimental"));

    /// <summary>Whether the engine is part of a swarm.</summary>
    public Field<bool> IsInSwarm => Info["Swarm"].Text("LocalNodeState").As<bool>(s => s is not ("" or "inactive"));

    /// <summary>The plugins that are asked before the engine obeys.</summary>
    public FieldList<string> AuthorizationPlugins =>
        Info["Plugins"].State == FieldState.Known ? Info["Plugins"].TextList("Authorization") : Settings.TextList("authorization-plugins");

    /// <summary>
    /// The registries that are talked to without TLS, or whose certificate is not checked; without those of the machine
    /// itself.
    /// </summary>
    public IReadOnlyList<Field<string>> InsecureRegistries => [.. ReadInsecureRegistries()];

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }

    private IEnumerable<Field<string>> ReadInsecureRegistries()
    {
        NodeView registries = Info["RegistryConfig"];
        FieldList<string> networks = registries.State == FieldState.Known
            ? registries.TextList("InsecureRegistryCIDRs")
            : Settings.TextList("insecure-registries");
        foreach (Field<string> network in networks.Items)
            if (network.Is(n => !IsOwnMachine(n)))
                yield return network;
        foreach (MappingEntry entry in registries["IndexConfigs"].Mapping?.Entries ?? [])
            if (registries["IndexConfigs"][entry.Key].Boolean("Secure") is var secure && secure.Is(false) && !IsOwnMachine(entry.Key))
                yield return Field<string>.Known(entry.Key, secure.Node);
    }

    private static bool IsOwnMachine(string registry) =>
        registry.StartsWith("127.", StringComparison.Ordinal) || registry.StartsWith("::1", StringComparison.Ordinal)
        || registry.StartsWith("[::1]", StringComparison.Ordinal) || registry == "localhost" || registry.StartsWith("localhost:", StringComparison.Ordinal);

    private bool TellsNewPrivileges =>
        Info.Text("ServerVersion").Is(v => int.TryParse(v.Split('.')[0], out int major) && major >= 23);

    /// <summary>Known and true with an option such as <c>name=userns</c>, missing without one.</summary>
    private Field<bool> SecurityOption(string name) => FindOption(name).As<bool>(_ => true);

    private Field<string> FindOption(string name)
    {
        FieldList<string> options = Info.TextList("SecurityOptions");
        foreach (Field<string> option in options.Items)
            if (option.Is(o => ValueIn(o, "name") == name))
                return option;
        return options.IsOpen ? Field<string>.Unknown() : Field<string>.Missing(Info.Mapping, "SecurityOptions");
    }

    /// <summary>The value of a key in <c>name=seccomp,profile=default</c>; null where it has none.</summary>
    private static string? ValueIn(string option, string key)
    {
        foreach (string pair in option.Split(','))
            if (pair.StartsWith(key + "=", StringComparison.Ordinal))
                return pair.Substring(key.Length + 1);
        return null;
    }

    /// <summary>What the engine says; where it says nothing, what its settings do.</summary>
    private static Field<T> First<T>(Field<T> said, Field<T> set) => said.IsKnown || (said.IsMissing && !set.IsKnown) ? said : set;
}
