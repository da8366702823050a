using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Compose;

/// <summary>
/// The variables of a <c>.env</c> or <c>env_file</c>, in source order: comments, <c>export</c>, single quotes (as they
/// are), double quotes (with escapes and variables, over several lines), and plain values (with variables, up to a
/// comment).
/// </summary>
internal sealed class EnvironmentFile
{
    private readonly string text;
    private readonly SourceFile file;
    private readonly Interpolation interpolation;
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private readonly List<ScalarEntry> entries = [];
    private int at;

    private EnvironmentFile(SourceFile file, Func<string, Field<string>> outside)
    {
        this.file = file;
        text = file.Text ?? "";
        interpolation = new Interpolation(name => values.TryGetValue(name, out string? value) ? Field<string>.Known(value) : outside(name));
    }

    /// <summary>A variable.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Value">Its value with its place; null where the name alone stands there, which takes the value from outside.</param>
    /// <param name="NameSpan">Where the name stands.</param>
    public sealed record ScalarEntry(string Name, ScalarNode? Value, SourceSpan NameSpan);

    /// <summary>The value of a variable; null where the file does not set it.</summary>
    public string? this[string name] => values.TryGetValue(name, out string? value) ? value : null;

    /// <summary>The variables in source order.</summary>
    public IReadOnlyList<ScalarEntry> Entries => entries;

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="outside">The variables that its values may name besides its own.</param>
    public static EnvironmentFile Read(SourceFile file, Func<string, Field<string>> outside)
    {
        var read = new EnvironmentFile(file, outside);
        while (read.SkipToName())
            read.ReadEntry();
        return read;
    }

    /// <summary>The variables as a mapping, as <c>environment</c> would hold them.</summary>
    public MappingNode ToMapping()
    {
        var last = new Dictionary<string, MappingEntry>(StringComparer.Ordinal);
        foreach (ScalarEntry entry in entries)
            if (entry.Value is { } value)
                last[entry.Name] = new MappingEntry(entry.Name, entry.NameSpan, value.Copy());
        return new MappingNode(file, file.Whole, [.. last.Values]);
    }

    private bool SkipToName()
    {
        while (at < text.Length)
        {
            if (text[at] == '#')
                SkipLine();
            else if (!char.IsWhiteSpace(text[at]) && text[at] != '\uFEFF')
                return true;
            else
                at++;
        }
        return false;
    }

    private void ReadEntry()
    {
        const string Export = "export ";
        if (string.CompareOrdinal(text, at, Export, 0, Export.Length) == 0)
            at += Export.Length;
        int start = at;
        while (at < text.Length && text[at] is not ('=' or ':' or '\n'))
            at++;
        string name = text.Substring(start, at - start).Trim();
        SourceSpan span = file.Lines.SpanOf(start, name.Length);
        if (name.Length == 0 || name.Any(char.IsWhiteSpace))
        {
            SkipLine();
            return;
        }
        if (at >= text.Length || text[at] == '\n')
        {
            entries.Add(new ScalarEntry(name, null, span));
            return;
        }
        at++;
        while (at < text.Length && text[at] is ' ' or '\t')
            at++;
        int from = at;
        string value = ReadValue();
        values[name] = value;
        entries.Add(new ScalarEntry(name, new ScalarNode(file, file.Lines.SpanOf(from, at - from), value, ScalarStyle.Quoted), span));
    }

    private string ReadValue()
    {
        if (at < text.Length && text[at] is '"' or '\'')
            return ReadQuoted(text[at]);
        int start = at;
        SkipLine();
        string line = text.Substring(start, at - start);
        int comment = line.StartsWith("#", StringComparison.Ordinal) ? 0 : line.IndexOf(" #", StringComparison.Ordinal);
        string value = (comment < 0 ? line : line.Substring(0, comment)).TrimEnd();
        at = start + value.Length;
        return Expand(value);
    }

    private string ReadQuoted(char quote)
    {
        var value = new StringBuilder();
        for (at++; at < text.Length && text[at] != quote; at++)
            if (text[at] == '\\' && at + 1 < text.Length && quote == '"')
                value.Append(Escape(text[++at]));
            else
                value.Append(text[at]);
        if (at < text.Length)
            at++;
        return quote == '"' ? Expand(value.ToString()) : value.ToString();
    }

    private static string Escape(char c) => c switch { 'n' => "\n", 'r' => "\r", 't' => "\t", '"' or '\\' => c.ToString(), '$' => "$$", _ => "\\" + c };

    private string Expand(string value)
    {
        string expanded = interpolation.Expand(value);
        return interpolation.Error is null ? expanded : value;
    }

    private void SkipLine()
    {
        while (at < text.Length && text[at] != '\n')
            at++;
    }
}
