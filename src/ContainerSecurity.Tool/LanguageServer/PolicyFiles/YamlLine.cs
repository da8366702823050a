namespace ContainerSecurity.Tool.LanguageServer.PolicyFiles;

/// <summary>A line of YAML in block style, as far as somebody has written it: the dashes of lists, a key, and what follows it.</summary>
/// <param name="Dashes">The columns of the dashes, from 0.</param>
/// <param name="Column">The column of what follows them.</param>
/// <param name="Key">The key; null where the line has none.</param>
/// <param name="Rest">What follows the key's colon, with the blanks before it; without a key, what follows the dashes.</param>
internal sealed record YamlLine(IReadOnlyList<int> Dashes, int Column, string? Key, string Rest)
{
    /// <summary>Whether a mapping or a list may follow on the next lines.</summary>
    public bool IsParent => Key is not null && Rest.Trim() is "" or ['#', ..] or ['&', ..];

    /// <summary>Reads a line; null for one that is blank or a comment.</summary>
    public static YamlLine? Of(string line)
    {
        YamlLine read = OfPart(line);
        return read.Key is null && (read.Rest.Length == 0 && read.Dashes.Count == 0 || read.Rest.StartsWith('#')) ? null : read;
    }

    /// <summary>Reads the part of a line that stands before the cursor, which may be blank.</summary>
    public static YamlLine OfPart(string line)
    {
        var dashes = new List<int>();
        int at = SkipBlanks(line, 0);
        while (at < line.Length && line[at] == '-' && (at + 1 == line.Length || line[at + 1] == ' '))
        {
            dashes.Add(at);
            at = SkipBlanks(line, at + 1);
        }
        string content = line[at..];
        int colon = content.IndexOf(':', StringComparison.Ordinal);
        while (colon >= 0 && colon + 1 < content.Length && content[colon + 1] != ' ')
            colon = content.IndexOf(':', colon + 1);
        bool hasKey = colon > 0 && content[0] is not ('#' or '{' or '[');
        return hasKey
            ? new YamlLine(dashes, at, content[..colon].Trim().Trim('"', '\''), content[(colon + 1)..])
            : new YamlLine(dashes, at, null, content);
    }

    private static int SkipBlanks(string line, int at)
    {
        while (at < line.Length && line[at] == ' ')
            at++;
        return at;
    }
}
