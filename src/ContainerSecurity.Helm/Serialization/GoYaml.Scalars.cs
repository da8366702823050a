using System.Globalization;
using System.Text;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Serialization;

/// <summary>Texts, in the style that go-yaml chooses and libyaml allows.</summary>
internal sealed partial class GoYaml
{
    private enum Style
    {
        Plain,
        SingleQuoted,
        DoubleQuoted,
        Literal,
    }

    private void WriteText(TracedText text, int indent, bool isKey)
    {
        switch (StyleOf(text.Text, isKey))
        {
            case Style.Plain:
                WriteFolded(text, indent, isKey, "", doubled: '\0');
                break;
            case Style.SingleQuoted:
                WriteFolded(text, indent, isKey, "'", doubled: '\'');
                break;
            case Style.Literal:
                WriteLiteral(text, indent);
                break;
            default:
                WriteDoubleQuoted(text, indent, isKey);
                break;
        }
    }

    private static Style StyleOf(string text, bool isKey)
    {
        var analysis = new ScalarAnalysis(text);
        if (text.Contains('\n', StringComparison.Ordinal))
            return analysis.CanBeBlock && !isKey ? Style.Literal : Style.DoubleQuoted;
        if (YamlWords.Resolve(text) is not null || YamlWords.IsTimestamp(text) || YamlWords.IsBase60(text))
            return Style.DoubleQuoted;
        if (analysis.CanBePlain)
            return Style.Plain;
        return analysis.CanBeQuoted && !(isKey && analysis.IsMultiline) ? Style.SingleQuoted : Style.DoubleQuoted;
    }

    /// <summary>Writes a text that is broken at blanks where a line gets too long.</summary>
    private void WriteFolded(TracedText text, int indent, bool isKey, string quote, char doubled)
    {
        Append(quote);
        bool wasSpace = false;
        int from = 0;
        for (int i = 0; i < text.Text.Length; i++)
        {
            char c = text.Text[i];
            bool isInside = quote.Length == 0 || (i > 0 && i < text.Text.Length - 1);
            if (c == ' ' && !isKey && !wasSpace && isInside && column + i - from > Width && !IsSpaceAt(text.Text, i + 1))
            {
                Append(text, from, i - from);
                Append("\n" + new string(' ', indent));
                from = i + 1;
            }
            else if (c == doubled)
            {
                Append(text, from, i + 1 - from);
                Append(doubled.ToString());
                from = i + 1;
            }
            wasSpace = c == ' ';
        }
        Append(text, from, text.Text.Length - from);
        Append(quote);
    }

    private static bool IsSpaceAt(string text, int at) => at < text.Length && text[at] == ' ';

    private void WriteDoubleQuoted(TracedText text, int indent, bool isKey)
    {
        Append("\"");
        bool wasSpace = false;
        Trace? trace = text.Traces.Count > 0 ? text.Traces[0] with { IsExact = false } : null;
        string value = text.Text;
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (c == ' ' && !isKey && !wasSpace && column > Width && i > 0 && i < value.Length - 1)
            {
                Append("\n" + new string(' ', indent) + (IsSpaceAt(value, i + 1) ? "\\" : ""));
                wasSpace = true;
                continue;
            }
            if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                Append(value.Substring(i++, 2), trace);
            else
                Append(Escaped(value, i), trace);
            wasSpace = c == ' ';
        }
        Append("\"");
    }

    private static string Escaped(string text, int at)
    {
        char c = text[at];
        switch (c)
        {
            case '\0':
                return "\\0";
            case '\a' or '\b' or '\t' or '\n' or '\v' or '\f' or '\r':
                return "\\" + "abtnvfr"["\a\b\t\n\v\f\r".IndexOf(c, StringComparison.Ordinal)];
            case '\u001B':
                return "\\e";
            case '"' or '\\':
                return "\\" + c;
            case '\u0085':
                return "\\N";
            case '\u00A0':
                return "\\_";
            case '\u2028':
                return "\\L";
            case '\u2029':
                return "\\P";
        }
        if (ScalarAnalysis.IsPrintable(text, at))
            return c.ToString();
        return c <= 0xFF ? string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}") : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
    }

    private void WriteLiteral(TracedText text, int indent)
    {
        string value = text.Text;
        var header = new StringBuilder("|");
        if (value[0] == ' ' || ScalarAnalysis.IsBreak(value[0]))
            header.Append(Step);
        if (!ScalarAnalysis.IsBreak(value[^1]))
            header.Append('-');
        else if (value.Length == 1 || ScalarAnalysis.IsBreak(value[^2]))
            header.Append('+');
        Append(header.ToString());
        Append("\n");
        string indentation = new(' ', indent);
        int at = 0;
        while (at < value.Length)
        {
            int end = value.IndexOf('\n', at);
            int next = end < 0 ? value.Length : end + 1;
            if (end != at)
                Append(indentation);
            Append(text, at, (end < 0 ? value.Length : end) - at);
            if (end >= 0 && next < value.Length)
                Append("\n");
            at = next;
        }
    }
}
