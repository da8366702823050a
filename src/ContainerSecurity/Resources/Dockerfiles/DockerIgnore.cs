using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>
/// A <c>.dockerignore</c> file: which files of a build's folder the builder gets. The last pattern that matches
/// decides; <c>!</c> takes files in again.
/// </summary>
internal sealed class DockerIgnore
{
    private readonly List<(string Pattern, bool TakesIn)> patterns = [];

    /// <summary>Reads the patterns of a file.</summary>
    /// <param name="text">The file's content.</param>
    public DockerIgnore(string text)
    {
        foreach (string raw in (text ?? throw new ArgumentNullException(nameof(text))).TrimStart('\uFEFF').Split('\n'))
        {
            string line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            bool takesIn = line[0] == '!';
            string pattern = Clean(takesIn ? line.Substring(1).Trim() : line);
            if (pattern.Length > 0)
                patterns.Add((pattern, takesIn));
        }
    }

    /// <summary>Whether a pattern takes files in again, so that a folder that is kept out may still have some.</summary>
    public bool HasExceptions => patterns.Exists(p => p.TakesIn);

    /// <summary>Whether a file is kept out, by itself or with a folder above it.</summary>
    /// <param name="path">The path below the build's folder, such as <c>.git/config</c>.</param>
    public bool Excludes(string path)
    {
        string[] folders = Clean(path ?? throw new ArgumentNullException(nameof(path))).Split('/');
        bool excluded = false;
        foreach ((string pattern, bool takesIn) in patterns)
            if (excluded == takesIn && Matches(pattern, folders))
                excluded = !takesIn;
        return excluded;
    }

    private static bool Matches(string pattern, string[] folders)
    {
        string path = "";
        foreach (string folder in folders)
        {
            path = path.Length == 0 ? folder : $"{path}/{folder}";
            if (Glob.Matches(pattern, path))
                return true;
        }
        return false;
    }

    /// <summary>The path without leading and trailing slashes, <c>.</c> and <c>..</c>.</summary>
    private static string Clean(string path)
    {
        var parts = new List<string>();
        foreach (string part in path.Replace('\\', '/').Split('/'))
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("" or "." or ".."))
                parts.Add(part);
        return string.Join("/", parts);
    }
}
