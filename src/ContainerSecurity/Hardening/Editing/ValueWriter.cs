using System.Text;
using ContainerSecurity.Documents.Yaml;
using ContainerSecurity.Hardening.Changes;

namespace ContainerSecurity.Hardening.Editing;

/// <summary>Writes values in the layout of a document.</summary>
internal static class ValueWriter
{
    /// <summary>A key with its value on lines of their own.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="indent">The column of the key, from 0.</param>
    /// <param name="layout">The layout of the document.</param>
    public static string Block(string key, PlannedValue value, int indent, TextLayout layout)
    {
        var lines = new StringBuilder();
        Append(lines, key, value, indent, layout);
        return lines.ToString();
    }

    /// <summary>The fields of an object on lines of their own.</summary>
    public static string Block(PlannedValue value, int indent, TextLayout layout)
    {
        var lines = new StringBuilder();
        AppendParts(lines, value, indent, indent, layout);
        return lines.ToString();
    }

    /// <summary>A value on one line.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isJson">Whether every key and text is in double quotes.</param>
    public static string Flow(PlannedValue value, bool isJson) =>
        value.Fields is { } fields ? $"{{{string.Join(", ", fields.Select(f => Flow(f.Key, f.Value, isJson)))}}}"
        : value.Items is { } items ? $"[{string.Join(", ", items.Select(i => Flow(i, isJson)))}]"
        : Single(value, isJson ? '"' : null);

    /// <summary>A key with its value on one line.</summary>
    public static string Flow(string key, PlannedValue value, bool isJson) => $"{(isJson ? $"\"{key}\"" : key)}: {Flow(value, isJson)}";

    /// <summary>A single value, in the quotes that stand around what it is put beside or in place of.</summary>
    public static string Single(PlannedValue value, char? quote) =>
        !value.IsText ? value.Text!
        : quote is { } mark && value.Text!.IndexOfAny(['"', '\'', '\\']) < 0 ? $"{mark}{value.Text}{mark}"
        : YamlWriter.Quote(value.Text!);

    private static void Append(StringBuilder lines, string key, PlannedValue value, int indent, TextLayout layout)
    {
        lines.Append(' ', indent).Append(key).Append(':');
        if (value.Text is not null)
            lines.Append(' ').Append(Single(value, null)).Append(layout.Break);
        else if (value.Items is { Count: 0 })
            lines.Append(" []").Append(layout.Break);
        else
        {
            lines.Append(layout.Break);
            AppendParts(lines, value, indent + layout.Step, indent + layout.ListStep, layout);
        }
    }

    private static void AppendParts(StringBuilder lines, PlannedValue value, int indent, int listIndent, TextLayout layout)
    {
        foreach (KeyValuePair<string, PlannedValue> field in value.Fields ?? [])
            Append(lines, field.Key, field.Value, indent, layout);
        foreach (PlannedValue item in value.Items ?? [])
            lines.Append(' ', listIndent).Append("- ").Append(Single(item, null)).Append(layout.Break);
    }
}
