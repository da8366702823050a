using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Functions;

/// <summary>Sprig's functions of paths; those of the operating system are those of Linux.</summary>
internal static class PathFunctions
{
    private static readonly GoFunction[] Slashed =
    [
        Arguments.OnText("base", 1, a => Base(a[0].AsString()).From(a[0].AsText())),
        Arguments.OnText("dir", 1, a => Directory(a[0].AsString()).From(a[0].AsText())),
        Arguments.OnText("clean", 1, a => Clean(a[0].AsString()).From(a[0].AsText())),
        Arguments.OnText("ext", 1, a => Extension(a[0].AsString()).From(a[0].AsText())),
        Arguments.Asks("isAbs", 1, a => a[0].AsString().StartsWith('/')),
    ];

    public static IReadOnlyList<GoFunction> All { get; } =
        [.. Slashed, .. Slashed.Select(f => f.As("os" + char.ToUpperInvariant(f.Name[0]) + f.Name.Substring(1)))];

    /// <summary>The last part of a path.</summary>
    public static string Base(string path)
    {
        if (path.Length == 0)
            return ".";
        path = path.TrimEnd('/');
        return path.Length == 0 ? "/" : path.Substring(path.LastIndexOf('/') + 1);
    }

    /// <summary>A path without its last part.</summary>
    public static string Directory(string path) => Clean(path.Substring(0, path.LastIndexOf('/') + 1));

    /// <summary>The shortest path that means the same.</summary>
    public static string Clean(string path)
    {
        bool isRooted = path.StartsWith('/');
        List<string> parts = [];
        foreach (string part in path.Split('/'))
        {
            if (part is "" or ".")
                continue;
            if (part == ".." && parts.Count > 0 && parts[^1] != "..")
                parts.RemoveAt(parts.Count - 1);
            else if (part != ".." || !isRooted)
                parts.Add(part);
        }
        string cleaned = string.Join('/', parts);
        return isRooted ? "/" + cleaned : cleaned.Length > 0 ? cleaned : ".";
    }

    /// <summary>What follows the last point of the last part, with it.</summary>
    public static string Extension(string path)
    {
        int dot = path.LastIndexOf('.');
        return dot > path.LastIndexOf('/') ? path.Substring(dot) : "";
    }
}
