namespace ContainerSecurity.Sources;

/// <summary>The lines of an ignore file, read as git reads them: the last line that speaks of a path decides.</summary>
internal sealed class IgnoreFile
{
    private readonly List<(IgnorePattern Pattern, bool IsFolder, bool IsKept)> lines = [];

    /// <summary>Reads the lines.</summary>
    public IgnoreFile(string text)
    {
        foreach (string line in text.Split('\n'))
            Add(line.EndsWith("\r", StringComparison.Ordinal) ? line.Substring(0, line.Length - 1) : line);
    }

    /// <summary>Returns whether a path is ignored; null where no line speaks of it.</summary>
    /// <param name="path">The path from the file's folder, with slashes.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public bool? Ignores(string path, bool isFolder)
    {
        for (int i = lines.Count - 1; i >= 0; i--)
            if ((isFolder || !lines[i].IsFolder) && lines[i].Pattern.Matches(path))
                return !lines[i].IsKept;
        return null;
    }

    private void Add(string line)
    {
        if (line.StartsWith("#", StringComparison.Ordinal))
            return;
        string pattern = TrimBlanks(line);
        bool isKept = pattern.StartsWith("!", StringComparison.Ordinal);
        pattern = isKept ? pattern.Substring(1) : pattern;
        bool isFolder = pattern.EndsWith("/", StringComparison.Ordinal);
        pattern = isFolder ? pattern.Substring(0, pattern.Length - 1) : pattern;
        if (pattern.Length > 0)
            lines.Add((new IgnorePattern(pattern), isFolder, isKept));
    }

    /// <summary>Blanks at the end say nothing, unless a backslash stands before them.</summary>
    private static string TrimBlanks(string line)
    {
        int end = 0;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\' && ++i == line.Length)
                return line;
            if (line[i] != ' ' || (i > 0 && line[i - 1] == '\\' && end < i))
                end = i + 1;
        }
        return line.Substring(0, end);
    }
}
