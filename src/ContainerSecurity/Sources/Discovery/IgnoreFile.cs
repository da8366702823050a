using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Sources;

/// <summary>The lines of an ignore file, read as git reads them: the last line that speaks of a path decides.</summary>
internal sealed class IgnoreFile
{
    private readonly List<(string Pattern, bool IsFolder, bool IsKept)> lines = [];

    /// <summary>Reads the lines.</summary>
    public IgnoreFile(string text)
    {
        foreach (string line in text.Split('\n'))
            Add(line.TrimEnd('\r'));
    }

    /// <summary>Returns whether a path is ignored; null where no line speaks of it.</summary>
    /// <param name="path">The path from the file's folder, with slashes.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public bool? Ignores(string path, bool isFolder)
    {
        for (int i = lines.Count - 1; i >= 0; i--)
            if ((isFolder || !lines[i].IsFolder) && Glob.Matches(lines[i].Pattern, path))
                return !lines[i].IsKept;
        return null;
    }

    private void Add(string line)
    {
        line = TrimBlanks(line);
        bool isKept = line.StartsWith("!", StringComparison.Ordinal);
        string pattern = isKept ? line.Substring(1) : line;
        bool isFolder = pattern.EndsWith("/", StringComparison.Ordinal);
        pattern = isFolder ? pattern.Substring(0, pattern.Length - 1) : pattern;
        if (pattern.Length == 0 || line[0] == '#')
            return;
        // A slash that is not the last binds a pattern to the folder of the file.
        string bound = pattern[0] == '/' ? pattern.Substring(1) : pattern.IndexOf('/') >= 0 ? pattern : "**/" + pattern;
        string plain = Unescape(bound);
        lines.Add((plain, isFolder, isKept));
        if (plain.StartsWith("**/", StringComparison.Ordinal))
            lines.Add((plain.Substring(3), isFolder, isKept));
    }

    /// <summary>Blanks at the end say nothing, unless a backslash stands before them.</summary>
    private static string TrimBlanks(string line)
    {
        int end = line.Length;
        while (end > 0 && line[end - 1] is ' ' or '\t' && !(end > 1 && line[end - 2] == '\\'))
            end--;
        return line.Substring(0, end);
    }

    /// <summary>A character behind a backslash stands for itself, as one in a class does.</summary>
    private static string Unescape(string pattern)
    {
        if (pattern.IndexOf('\\') < 0)
            return pattern;
        var builder = new StringBuilder();
        for (int i = 0; i < pattern.Length; i++)
            if (pattern[i] == '\\' && i + 1 < pattern.Length)
                builder.Append(pattern[++i] is '*' or '?' or '[' ? $"[{pattern[i]}]" : pattern[i].ToString());
            else
                builder.Append(pattern[i]);
        return builder.ToString();
    }
}
