using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.ControlPlane;

/// <summary>
/// A program of a control plane or node with its settings: as a container starts it, or as a configuration describes
/// it.
/// </summary>
/// <param name="program">The program, such as <c>kube-apiserver</c>.</param>
/// <param name="holder">What describes it, in words.</param>
/// <param name="settings">Its settings.</param>
/// <param name="location">The place of the program.</param>
internal sealed class ControlPlaneComponent(string program, string holder, ComponentSettings settings, DocumentLocation? location) : ILocated
{
    public const string ApiServer = "kube-apiserver";
    public const string ControllerManager = "kube-controller-manager";
    public const string Scheduler = "kube-scheduler";
    public const string Etcd = "etcd";
    public const string Kubelet = "kubelet";
    public const string Proxy = "kube-proxy";

    private static readonly string[] Programs = [ApiServer, ControllerManager, Scheduler, Etcd, Kubelet, Proxy];

    /// <summary>The program, such as <c>kube-apiserver</c>.</summary>
    public string Program { get; } = program;

    /// <summary>What describes it, such as <c>container 'api'</c>.</summary>
    public string Holder { get; } = holder;

    /// <summary>Its settings.</summary>
    public ComponentSettings Settings { get; } = settings;

    /// <inheritdoc/>
    public DocumentLocation? Location { get; } = location;

    /// <summary>Returns the program with what describes it, as messages name it.</summary>
    public override string ToString() => $"{Program} of {Holder}";

    /// <summary>Returns the program that a word starts, by its name without its folder; null for any other word.</summary>
    public static string? ProgramOf(string word)
    {
        string name = word.Substring(word.LastIndexOfAny(['/', '\\']) + 1);
        if (name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase))
            name = name.Substring(0, name.Length - 4);
        return Array.Find(Programs, p => p == name);
    }

    /// <summary>Returns the program that a word means after <c>hyperkube</c>, which holds them all: with or without <c>kube-</c>.</summary>
    public static string? ProgramInAll(string word) => ProgramOf(word) ?? ProgramOf("kube-" + word);
}
