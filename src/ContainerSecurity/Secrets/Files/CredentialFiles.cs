using System.Text.RegularExpressions;

namespace ContainerSecurity.Secrets.Files;

/// <summary>Finds files of credentials by their paths, after <see cref="CredentialFileTable"/>.</summary>
internal static class CredentialFiles
{
    private static readonly CredentialFile Environment = CredentialFileTable.Rows.First(r => r.Kind == SensitiveFileKind.EnvironmentFile);

    /// <summary>By the last part of the path.</summary>
    private static readonly Dictionary<string, List<KnownPath>> ByName = new(StringComparer.Ordinal);

    private static readonly Dictionary<string, List<KnownPath>> ByEnding = new(StringComparer.OrdinalIgnoreCase);

    private static readonly List<KnownPath> Folders = [];

    static CredentialFiles()
    {
        foreach (CredentialFile row in CredentialFileTable.Rows)
            if (row != Environment)
                foreach (string path in row.Paths)
                    Add(new KnownPath(path, row));
    }

    /// <summary>What a file in a layer of an image may be; null where it is a file like any other.</summary>
    /// <param name="path">The path from the root, without a slash before it.</param>
    public static CredentialFile? InImage(string path) => Find(path, CredentialUse.Image);

    /// <summary>Whether a build that copies from a path takes a file of credentials, or a folder of such files.</summary>
    /// <param name="source">The path as the Dockerfile has it; <c>id_rsa*</c> and <c>.ssh/*</c> stand for what they match at least.</param>
    public static bool IsCopied(string source)
    {
        string path = source.Replace('\\', '/').TrimEnd('/', '*');
        while (path.EndsWith("/.", StringComparison.Ordinal))
            path = path.Substring(0, path.Length - 2).TrimEnd('/');
        return Find(path, CredentialUse.Build) is not null || Folders.Exists(f => f.Row.Uses.HasFlag(CredentialUse.Build) && f.Ends(path));
    }

    /// <summary>Whether a path of the host is a file of its people's or its tools' credentials, or is a folder of such files or lies in one.</summary>
    /// <param name="path">The path with slashes, and none at its end.</param>
    public static bool IsMounted(string path) =>
        Find(path, CredentialUse.Mount) is not null || Folders.Exists(f => f.Row.Uses.HasFlag(CredentialUse.Mount) && f.Holds(path));

    /// <summary>Writes <see cref="IsMounted"/> as a regular expression of RE2, for paths that begin with a slash.</summary>
    public static string MountExpression()
    {
        KnownPath[] folders = [.. Folders.Where(f => f.Row.Uses.HasFlag(CredentialUse.Mount))];
        IEnumerable<string> files = ByName.Values.SelectMany(l => l)
            .Where(f => f.Row.Uses.HasFlag(CredentialUse.Mount) && !Array.Exists(folders, d => d.Holds(f.Path)))
            .Select(f => Regex.Escape(f.Path));
        IEnumerable<string> endings = ByEnding.Where(e => e.Value.Exists(f => f.Row.Uses.HasFlag(CredentialUse.Mount))).Select(e => Regex.Escape(e.Key));
        return $"/({string.Join("|", folders.Select(f => Regex.Escape(f.Path)))})(/|$)|/({string.Join("|", files)})$|(?i:{string.Join("|", endings)})$";
    }

    private static CredentialFile? Find(string path, CredentialUse use)
    {
        string name = path.Substring(path.LastIndexOf('/') + 1);
        if (ByName.TryGetValue(name, out List<KnownPath>? sameName) && sameName.Find(p => p.Row.Uses.HasFlag(use) && p.Ends(path)) is { } byName)
            return byName.Row;
        if (Environment.Uses.HasFlag(use) && EnvironmentFile.Is(name))
            return Environment;
        int dot = name.LastIndexOf('.');
        return dot >= 0 && ByEnding.TryGetValue(name.Substring(dot), out List<KnownPath>? sameEnding)
            && sameEnding.Find(p => p.Row.Uses.HasFlag(use) && p.IsFolderOf(path, name)) is { } byEnding
            && !PublicFile.Is(name, byEnding.Row.Kind)
                ? byEnding.Row
                : null;
    }

    private static void Add(KnownPath known)
    {
        string name = known.Path.Substring(known.Path.LastIndexOf('/') + 1);
        if (name.Length == 0)
            Folders.Add(known with { Path = known.Path.TrimEnd('/') });
        else if (name[0] == '*')
            List(ByEnding, name.Substring(1)).Add(known with { Path = known.Path.Substring(0, known.Path.Length - name.Length).TrimEnd('/') });
        else
            List(ByName, name).Add(known);
    }

    private static List<KnownPath> List(Dictionary<string, List<KnownPath>> lists, string key)
    {
        if (!lists.TryGetValue(key, out List<KnownPath>? list))
            lists.Add(key, list = []);
        return list;
    }

    /// <summary>A path of a row: of a file, of a folder, or of the folder in which an ending counts (empty for all folders).</summary>
    private sealed record KnownPath(string Path, CredentialFile Row)
    {
        /// <summary>Whether a path ends with this one, as a whole part of it.</summary>
        public bool Ends(string path) =>
            path.EndsWith(Path, StringComparison.Ordinal) && (path.Length == Path.Length || path[path.Length - Path.Length - 1] == '/');

        /// <summary>Whether a path is this folder, or lies in it.</summary>
        public bool Holds(string path)
        {
            for (int at = 0; (at = path.IndexOf(Path, at, StringComparison.Ordinal)) >= 0; at++)
                if ((at == 0 || path[at - 1] == '/') && (at + Path.Length == path.Length || path[at + Path.Length] == '/'))
                    return true;
            return false;
        }

        /// <summary>Whether the folder in which a file lies ends with this one.</summary>
        public bool IsFolderOf(string path, string name) =>
            Path.Length == 0 || (path.Length > name.Length && Ends(path.Substring(0, path.Length - name.Length - 1)));
    }
}
