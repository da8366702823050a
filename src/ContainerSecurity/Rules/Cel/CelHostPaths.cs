using ContainerSecurity.Rules.Isolation;
using ContainerSecurity.Secrets.Files;

namespace ContainerSecurity.Rules.Cel;

/// <summary><see cref="HostFolder"/> in CEL. The API server refuses <c>..</c> in paths of the host, so it is not resolved.</summary>
internal static class CelHostPaths
{
    /// <summary>Volumes of the host with their normalised paths: no drive, no doubled slashes, no <c>.</c>; <c>/var/run</c> is <c>/run</c>.</summary>
    public static IEnumerable<CelVariable> Variables { get; } =
    [
        new(CelItems.HostPaths.Name, """
            variables.volumes.filter(v, has(v.hostPath) && has(v.hostPath.path))
            .map(v, {'type': string(v.hostPath.?type.orValue('')), 'name': string(v.?name.orValue('')), 'text': string(v.hostPath.path), 'path': '/' + v.hostPath.path.replace('\\', '/').split('/').filter(s, s != '' && s != '.').join('/')})
            .map(h, {'type': h.type, 'name': h.name, 'text': h.text, 'path': h.path.matches('^/.:(/|$)') ? '/' + h.path.substring(3).find('[^/].*') : h.path})
            .map(h, {'type': h.type, 'name': h.name, 'text': h.text, 'path': h.path.matches('^/var/run(/|$)') ? h.path.substring(4) : h.path})
            """),
    ];

    private const string AbsolutePath = @"^([/\\]|.:([/\\]|$))";
    private const string StepUp = @"(^|[/\\])\.\.([/\\]|$)";
    private const string WritablePaths = "writableHostPaths";
    private const string ReadablePaths = "readableHostPaths";

    /// <summary>The folders that the conditions below speak of.</summary>
    public static IEnumerable<CelVariable> Lists { get; } =
    [
        List("sensitiveFolders", HostFolder.Sensitive),
        List("harmlessFolders", HostFolder.Harmless),
        List("sharedMemory", HostFolder.SharedMemory),
        List("runtimeFolders", HostFolder.RuntimeFolders),
    ];

    /// <summary>Whether <c>h</c> is a sensitive folder, lies in one, or holds one, or is where credentials are kept, or is a file of credentials.</summary>
    public static string IsSensitive { get; } = $"""
        (h.path.matches({CelText.Of(CredentialFiles.MountExpression())}) ||
          (!{IsWithin("harmlessFolders")} && ({IsWithin("sensitiveFolders")} || variables.sensitiveFolders.exists(f, h.path == '/' || f.startsWith(h.path + '/')))))
        """;

    /// <summary>Whether <c>h</c> is a container runtime's socket, or a folder that holds one.</summary>
    public static string ReachesRuntimeSocket { get; } = $"h.path in variables.runtimeFolders || "
        + $"h.path.matches({CelText.Of($"/({Alternatives(HostFolder.Sockets)})$")})";

    /// <summary>Whether <c>h</c> is a device, or a folder of devices, below <c>/dev</c>.</summary>
    public static string IsDevice { get; } = $"h.path.startsWith('/dev/') && !{IsWithin("harmlessFolders")} && !{IsWithin("sharedMemory")}";

    /// <summary><see cref="AllowedHostPath.Allows"/> over a path as written and the name of its volume.</summary>
    public static string Allows(CelContext context, string path, string name) =>
        FoldersOf(context, isReadOnly: true).Length == 0
            ? AllowsWriting(context, path)
            : CelText.Any([AllowsWriting(context, path), $"({path} in variables.{ReadablePaths} && object.kind != 'PersistentVolume' && !{IsWritten(name)})"]);

    /// <summary><see cref="AllowedHostPath.AllowsWriting"/> over a path as written.</summary>
    public static string AllowsWriting(CelContext context, string path) =>
        FoldersOf(context, isReadOnly: false).Length == 0 ? CelText.Never : $"{path} in variables.{WritablePaths}";

    /// <summary>What the conditions above read: the paths, as written, that are in folders which the policy allows.</summary>
    public static IEnumerable<CelVariable> AllowedLists(CelContext context) =>
        new[] { (Name: WritablePaths, IsReadOnly: false), (Name: ReadablePaths, IsReadOnly: true) }
            .Select(l => (l.Name, Folders: FoldersOf(context, l.IsReadOnly)))
            .Where(l => l.Folders.Length > 0)
            .Select(l => new CelVariable(l.Name, $"""
                variables.hostPaths.filter(h, h.text.matches({CelText.Of(AbsolutePath)}) && !h.text.matches({CelText.Of(StepUp)})
                && {CelText.List(l.Folders)}.exists(f, f == '/' || h.path == f || h.path.startsWith(f + '/'))).map(h, h.text)
                """));

    private static string IsWritten(string volume) => $"{CelVariables.EveryContainer}"
        + $".exists(c, c.?volumeMounts.orValue([]).exists(m, !m.?readOnly.orValue(false) && m.?name.orValue('') == {volume}))";

    private static string[] FoldersOf(CelContext context, bool isReadOnly) =>
        [.. context.Parameters.Get(AllowedHostPath.Parameter).Where(a => a.IsReadOnly == isReadOnly).Select(a => a.Folder)];

    private static string IsWithin(string variable) => $"variables.{variable}.exists(f, h.path == f || h.path.startsWith(f + '/'))";

    private static string Alternatives(string[] names) => string.Join("|", names.Select(n => n.Replace(".", "\\.")));

    private static CelVariable List(string name, string[] texts) => new(name, CelText.List(texts));
}
