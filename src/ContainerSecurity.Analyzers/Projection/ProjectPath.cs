namespace ContainerSecurity.Analyzers.Projection;

/// <summary>Paths as findings name them: seen from the project, never the machine's.</summary>
internal static class ProjectPath
{
    /// <summary>How far above the folder a file may lie to be named from there; one further away is of no project around.</summary>
    private const int MostSteps = 4;

    /// <summary>The path as seen from a folder, with slashes; as it is where they have nothing in common.</summary>
    /// <param name="folder">The folder, with slashes and none at its end; null for none.</param>
    /// <param name="path">The path.</param>
    public static string From(string? folder, string path)
    {
        string name = path.Replace('\\', '/');
        if (string.IsNullOrEmpty(folder))
            return name;
        string up = "";
        string at = folder!;
        for (int i = 0; i <= MostSteps && at.Length > 0; i++, at = at.Substring(0, Math.Max(0, at.LastIndexOf('/'))), up += "../")
            if (name.StartsWith(at + "/", StringComparison.Ordinal))
                return up + name.Substring(at.Length + 1);
        return name;
    }

    /// <summary>What messages show of a path: of one that begins at the machine's root the file's name.</summary>
    public static string Shown(string path) => IsRooted(path) ? path.Substring(path.LastIndexOfAny(['/', '\\']) + 1) : path;

    /// <summary>Whether a path begins at a root, of this system or another.</summary>
    public static bool IsRooted(string path) => path.Length > 0 && (path[0] is '/' or '\\' || (path.Length > 1 && path[1] == ':' && char.IsLetter(path[0])));
}
