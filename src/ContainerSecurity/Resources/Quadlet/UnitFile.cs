using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Quadlet;

/// <summary>A unit file as systemd reads it: sections, keys that may stand several times, lines that go on behind a backslash.</summary>
internal sealed class UnitFile
{
    /// <summary>Of one file, as many settings are read. Further ones are an error.</summary>
    private const int MaxSettings = 20_000;

    private readonly List<(string Section, string Key, SourceSpan KeySpan, ScalarNode Value)> settings = [];
    private readonly List<(string Name, SourceSpan At)> sections = [];
    private readonly SourceFile file;
    private readonly ICollection<DocumentError> errors;

    private UnitFile(SourceFile file, ICollection<DocumentError> errors)
    {
        this.file = file;
        this.errors = errors;
    }

    /// <summary>The file as a document: sections of keys; a key that stands several times has a list.</summary>
    public MappingNode Root { get; private set; } = null!;

    /// <summary>Reads a file. What is no section, setting or comment is an error; the rest is read.</summary>
    /// <param name="file">The file.</param>
    /// <param name="errors">Receives what is wrong.</param>
    public static UnitFile Read(SourceFile file, ICollection<DocumentError> errors)
    {
        var unit = new UnitFile(file, errors);
        unit.ReadLines(file.Content);
        unit.Root = unit.ToDocument();
        return unit;
    }

    /// <summary>Whether a text has a section.</summary>
    public static bool Holds(string text, string section) =>
        text.Split('\n').Any(l => l.Trim().TrimStart('\uFEFF') is var line && line.Length == section.Length + 2 && line[0] == '[' && line.EndsWith("]", StringComparison.Ordinal)
            && line.IndexOf(section, StringComparison.Ordinal) == 1);

    /// <summary>Whether there is a section.</summary>
    public bool Has(string section) => sections.Exists(s => s.Name == section);

    /// <summary>The section as a node.</summary>
    public DocumentNode Section(string name) => Root[name] ?? Root;

    /// <summary>The values of a key; an empty one takes back those before it.</summary>
    public IReadOnlyList<ScalarNode> Values(string section, string key)
    {
        var values = new List<ScalarNode>();
        foreach ((string inSection, string of, _, ScalarNode value) in settings)
            if (inSection == section && of == key)
            {
                if (value.Text.Length == 0)
                    values.Clear();
                else
                    values.Add(value);
            }
        return values;
    }

    /// <summary>The value of a key that has one: the last one; null for none.</summary>
    public ScalarNode? Value(string section, string key) => Values(section, key) is { Count: > 0 } values ? values[values.Count - 1] : null;

    private void ReadLines(string text)
    {
        string section = "";
        for (int at = 0; at < text.Length;)
        {
            int end = EndOf(text, at), start = at;
            while (start < end && (char.IsWhiteSpace(text[start]) || text[start] == '\uFEFF'))
                start++;
            at = end + 1;
            if (start >= end || text[start] is '#' or ';')
                continue;
            if (text[start] == '[')
            {
                section = text.Substring(start, end - start).Trim().TrimStart('[').TrimEnd(']');
                sections.Add((section, file.SpanOf(start, end)));
                continue;
            }
            int equals = text.IndexOf('=', start, end - start);
            if (equals < 0 || section.Length == 0)
            {
                Fail(start, end, "is no section, setting or comment of a unit; it was not judged.");
                continue;
            }
            at = ReadValue(text, section, start, equals, end);
        }
    }

    /// <summary>Reads a value with the lines that it goes on over. Returns the offset behind it.</summary>
    private int ReadValue(string text, string section, int start, int equals, int end)
    {
        var value = new StringBuilder();
        int from = equals + 1, line = from, last = end;
        while (true)
        {
            string part = text.Substring(line, end - line);
            bool goesOn = part.TrimEnd('\r').EndsWith("\\", StringComparison.Ordinal) && end < text.Length;
            bool isComment = line > from && part.TrimStart() is ['#' or ';', ..];
            if (!isComment)
            {
                value.Append(goesOn ? part.TrimEnd('\r').Substring(0, part.TrimEnd('\r').Length - 1) + " " : part);
                last = end;
            }
            if ((!goesOn && !isComment) || end >= text.Length)
                break;
            line = end + 1;
            end = EndOf(text, line);
        }
        Add(section, text.Substring(start, equals - start).Trim(), start, from, last, value.ToString().Trim());
        return end + 1;
    }

    private void Add(string section, string key, int start, int from, int end, string value)
    {
        if (settings.Count >= MaxSettings)
        {
            if (settings.Count == MaxSettings)
                Fail(start, end, $"stands behind the first {MaxSettings} settings, which alone were judged.");
            if (settings.Count > MaxSettings)
                return;
        }
        string text = file.Content;
        while (from < end && char.IsWhiteSpace(text[from]))
            from++;
        while (end > from && char.IsWhiteSpace(text[end - 1]))
            end--;
        settings.Add((section, key, file.SpanOf(start, start + key.Length), new ScalarNode(file, from, end, value, ScalarStyle.Plain)));
    }

    private void Fail(int start, int end, string message)
    {
        if (errors.Count < 100)
            errors.Add(new DocumentError(file.Path, file.SpanOf(start, end), $"The line {message}"));
    }

    private static int EndOf(string text, int at)
    {
        int newline = text.IndexOf('\n', at);
        return newline < 0 ? text.Length : newline;
    }

    private MappingNode ToDocument()
    {
        var entries = new List<MappingEntry>();
        foreach (IGrouping<string, (string Name, SourceSpan At)> section in sections.GroupBy(s => s.Name))
        {
            var keys = settings.Where(s => s.Section == section.Key).GroupBy(s => s.Key).Select(ToEntry);
            entries.Add(new MappingEntry(section.Key, section.First().At, new MappingNode(file, section.First().At, [.. keys])));
        }
        return new MappingNode(file, file.Whole, entries);
    }

    private MappingEntry ToEntry(IGrouping<string, (string Section, string Key, SourceSpan KeySpan, ScalarNode Value)> key)
    {
        ScalarNode[] values = [.. key.Select(s => s.Value)];
        return new MappingEntry(key.Key, key.First().KeySpan, values.Length == 1 ? values[0] : new SequenceNode(file, values[0].Span, values));
    }
}
