using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Docker;

/// <summary>
/// The folders, files and devices of the host that a container gets: <c>Binds</c>, <c>Mounts</c> and <c>Devices</c>. A
/// volume has its place as its name.
/// </summary>
internal static class HostMounts
{
    /// <summary>The source type of a device that is handed over as one.</summary>
    public const string Device = "device";

    /// <summary>File systems whose device is a name on the network, or a word.</summary>
    private static readonly string[] FarTypes = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "ceph", "glusterfs", "9p", "tmpfs"];

    /// <param name="host">The settings that say what is mounted.</param>
    /// <param name="mounted">What the engine mounts, that of other containers too; missing where only the settings are known.</param>
    public static Volume[] ReadVolumes(NodeView host, FieldList<NodeView> mounted = default) => [.. Read(host, mounted).Select(m => m.Volume)];

    /// <param name="host">The settings that say what is mounted.</param>
    /// <param name="mounted">What the engine mounts, that of other containers too; missing where only the settings are known.</param>
    public static VolumeMount[] ReadMounts(NodeView host, FieldList<NodeView> mounted = default) =>
        [.. Read(host, mounted).Where(m => m.Mount is not null).Select(m => m.Mount!)];

    /// <summary>What the settings say, then what only the engine knows: mounts taken over from other containers.</summary>
    private static IEnumerable<(Volume Volume, VolumeMount? Mount)> Read(NodeView host, FieldList<NodeView> mounted)
    {
        (Volume Volume, VolumeMount? Mount)[] said = [.. ReadSettings(host)];
        IEnumerable<(Volume, VolumeMount?)> taken = mounted.ReadKnown(m => m)
            .Where(m => m.Text("Type").Is("bind") && !Array.Exists(said, s => s.Mount is { } mount && m.Text("Destination").Is(d => mount.MountPath.Is(d))))
            .Select(m => ((Volume, VolumeMount?))FromEngine(m));
        return said.Concat(taken);
    }

    private static IEnumerable<(Volume Volume, VolumeMount? Mount)> ReadSettings(NodeView host)
    {
        foreach (Field<string> bind in host.TextList("Binds").Items)
            if (bind.IsKnown && TryBind(bind) is { } read)
                yield return read;
        foreach (NodeView mount in host.Views("Mounts").ReadKnown(m => m))
            if (mount.Text("Type").Is(t => string.Equals(t, "bind", StringComparison.OrdinalIgnoreCase))
                || (mount.Text("Type").IsUnknown && mount.Text("Source").Is(IsHostPath)))
                yield return FromMount(mount);
            else
                foreach (Field<string> path in DisguisedPaths(mount["VolumeOptions"]["DriverConfig"]["Options"]).Where(p => p.IsKnown))
                    yield return FromVolume(mount, path);
        foreach (NodeView device in host.Views("Devices").ReadKnown(d => d))
            yield return (MakeDevice(device, device.Text("PathOnHost")), null);
    }

    /// <summary><c>source:target[:options]</c>, of which only a path is a bind of the host.</summary>
    private static (Volume, VolumeMount)? TryBind(Field<string> bind)
    {
        string text = bind.Value;
        int colon = text.IndexOf(':', HasDrive(text) ? 2 : 0);
        if (colon <= 0 || !IsHostPath(text.Substring(0, colon)))
            return null;
        string rest = text.Substring(colon + 1);
        int second = rest.IndexOf(':', HasDrive(rest) ? 2 : 0);
        string[] options = second < 0 ? [] : rest.Substring(second + 1).Split(',');
        Field<string> source = Field<string>.Known(text.Substring(0, colon), bind.Node);
        string? propagation = Array.Find(options, o => o is "rshared" or "shared");
        var mount = new VolumeMount(
            source,
            Field<string>.Known(second < 0 ? rest : rest.Substring(0, second), bind.Node),
            Field<bool>.Known(Array.IndexOf(options, "ro") >= 0, bind.Node),
            propagation is null ? default : Field<string>.Known("Bidirectional", bind.Node));
        return (Make(new NodeView(bind.Node), source), mount);
    }

    /// <summary>A mount in the words of the engine's answer.</summary>
    private static (Volume, VolumeMount) FromEngine(NodeView view)
    {
        Field<string> propagation = view.Text("Propagation");
        bool isShared = propagation.Is(p => p is "rshared" or "shared");
        var mount = new VolumeMount(
            view.Text("Source"),
            view.Text("Destination"),
            view.Boolean("RW").As<bool>(w => !w),
            isShared ? Field<string>.Known("Bidirectional", propagation.Node) : default);
        return (Make(view, view.Text("Source")), mount);
    }

    private static (Volume, VolumeMount) FromMount(NodeView view)
    {
        Field<string> source = view.Text("Source");
        Field<string> propagation = view["BindOptions"].Text("Propagation");
        bool isShared = propagation.Is(p => p is "rshared" or "shared");
        return (Make(view, source), new VolumeMount(
            source,
            view.Text("Target"),
            view.Boolean("ReadOnly"),
            isShared ? Field<string>.Known("Bidirectional", propagation.Node) : default));
    }

    /// <summary>
    /// The folders and devices of the host that a volume of the local driver is in disguise: a bind, the folders below
    /// an overlay, a disk with a file system. None for any other volume.
    /// </summary>
    public static IReadOnlyList<Field<string>> DisguisedPaths(NodeView options)
    {
        Field<string> mount = options.Text("o"), type = options.Text("type"), device = options.Text("device");
        if (type.Is(t => t.Contains("overlay")))
            return [.. OverlaidFolders(mount)];
        bool isBind = mount.Is(o => o.Split(',').Any(w => w.Trim() is "bind" or "rbind")) || type.Is(t => t is "bind" or "rbind");
        bool isOfHost = !type.Is(t => Array.IndexOf(FarTypes, t) >= 0)
            && device.Is(d => d.StartsWith("/", StringComparison.Ordinal) && !d.StartsWith("//", StringComparison.Ordinal));
        return !device.IsMissing && (isBind || isOfHost) ? [device] : [];
    }

    /// <summary>The folders of <c>lowerdir=/a:/b,upperdir=/c,workdir=/d</c>.</summary>
    private static IEnumerable<Field<string>> OverlaidFolders(Field<string> mount) =>
        mount.Or("").Split(',')
            .Select(o => o.Trim().Split('='))
            .Where(o => o is ["lowerdir" or "lowerdir+" or "datadir+" or "upperdir" or "workdir", _])
            .SelectMany(o => o[1].Split(':'))
            .Where(p => p.Length > 0)
            .Select(p => Field<string>.Known(p, mount.Node));

    private static (Volume, VolumeMount) FromVolume(NodeView view, Field<string> device) =>
        (Make(
            view,
            device,
            view.Text("Source").Else(device)), new VolumeMount(
                view.Text("Source").Else(device), view.Text("Target"), view.Boolean("ReadOnly"), default));

    /// <summary>A folder, file or device of the host.</summary>
    /// <param name="view">What says so.</param>
    /// <param name="path">Its path.</param>
    /// <param name="name">The volume's name; null for the path.</param>
    public static Volume Make(NodeView view, Field<string> path, Field<string>? name = null) => new()
    {
        View = view,
        Name = name ?? path,
        SourceType = Field<string>.Known("hostPath"),
        Source = view,
        HostPath = path,
    };

    /// <summary>A device of the host that is handed over as one, and is no volume.</summary>
    /// <param name="view">What says so.</param>
    /// <param name="path">Its path.</param>
    public static Volume MakeDevice(NodeView view, Field<string> path) => new()
    {
        View = view,
        Name = path,
        SourceType = Field<string>.Known(Device),
        Source = view,
        HostPath = path,
    };

    private static bool HasDrive(string text) => text.Length > 2 && char.IsLetter(text[0]) && text[1] == ':' && text[2] is '\\' or '/';

    private static bool IsHostPath(string text) => text.Length > 0 && (text[0] is '/' or '~' or '.' or '\\' || HasDrive(text));
}
