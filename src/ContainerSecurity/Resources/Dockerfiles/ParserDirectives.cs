using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>The directives in the first lines of a Dockerfile: <c># syntax=</c>, <c># escape=</c>, <c># check=</c>.</summary>
internal sealed class ParserDirectives
{
    private static readonly string[] Names = ["syntax", "escape", "check"];
    private readonly Dictionary<string, (string Value, SourceSpan Span)> values = new(StringComparer.Ordinal);

    private ParserDirectives()
    {
    }

    public char Escape { get; private set; } = '\\';

    public IReadOnlyDictionary<string, (string Value, SourceSpan Span)> Values => values;

    /// <summary>Reads the directives. Anything else, an empty line too, ends them.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="report">Receives what is wrong.</param>
    /// <param name="lineBefore">The line of the source before the text's first one.</param>
    public static ParserDirectives Read(string text, Action<SourceSpan, string> report, int lineBefore = 0)
    {
        var directives = new ParserDirectives();
        int number = lineBefore;
        for (int at = 0; at < text.Length;)
        {
            int end = text.IndexOf('\n', at);
            string line = text.Substring(at, (end < 0 ? text.Length : end) - at);
            number++;
            if (at == 0 && line.StartsWith("#!", StringComparison.Ordinal))
                line = "#";
            else if (Parse(line) is not var (name, value) || !directives.Add(name, value, new SourceSpan(number, 1, number, line.TrimEnd().Length + 1), report))
                return directives;
            at = end < 0 ? text.Length : end + 1;
        }
        return directives;
    }

    /// <summary>A name and a value; null for a line that is no directive.</summary>
    public static (string Name, string Value)? Parse(string line)
    {
        string trimmed = line.Trim();
        int equals = trimmed.IndexOf('=');
        if (trimmed.Length == 0 || trimmed[0] != '#' || equals < 0)
            return null;
        string name = trimmed.Substring(1, equals - 1).Trim();
        string value = trimmed.Substring(equals + 1).Trim();
        return name.Length > 0 && value.Length > 0 && name.All(char.IsLetterOrDigit) && char.IsLetter(name[0]) ? (Lower(name), value) : null;
    }

    private bool Add(string name, string value, SourceSpan span, Action<SourceSpan, string> report)
    {
        if (!Names.Contains(name))
            return false;
        if (values.ContainsKey(name))
            report(span, $"only one {name} parser directive can be used");
        else
            values.Add(name, (value, span));
        if (name == "escape" && value is not ("\\" or "`"))
            report(span, $"invalid escape token '{value}' does not match ` or \\");
        else if (name == "escape")
            Escape = value[0];
        return true;
    }

#pragma warning disable CA1308 // Directives are written in lower case.
    private static string Lower(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308
}
