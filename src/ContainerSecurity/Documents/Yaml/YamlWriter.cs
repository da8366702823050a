using System.Globalization;
using System.Text;

namespace ContainerSecurity.Documents.Yaml;

/// <summary>
/// Writes YAML that every reader takes for the same: keys in order, long texts as blocks, other texts in quotes where
/// they could be taken for something else.
/// </summary>
internal sealed class YamlWriter(TextWriter output)
{
    private int depth;
    private bool beginsItem;

    /// <summary>Writes a key with a text.</summary>
    public void Text(string key, string value)
    {
        Key(key);
        output.Write(' ');
        output.Write(Quote(value));
        output.Write('\n');
    }

    /// <summary>Writes a key with a block of text, which needs no escapes.</summary>
    public void Block(string key, string value)
    {
        if (!FitsBlock(value))
        {
            Text(key, value);
            return;
        }
        Key(key);
        output.Write(value[value.Length - 1] == '\n' ? " |\n" : " |-\n");
        foreach (string line in value.TrimEnd('\n').Split('\n'))
        {
            if (line.Length > 0)
                output.Write(new string(' ', (depth + 1) * 2));
            output.Write(line);
            output.Write('\n');
        }
    }

    /// <summary>Writes a key with a list of texts on one line.</summary>
    public void Texts(string key, IEnumerable<string> values)
    {
        Key(key);
        output.Write($" [{string.Join(", ", values.Select(Quote))}]\n");
    }

    /// <summary>Writes a key with what <paramref name="content"/> writes below it.</summary>
    public void Mapping(string key, Action content)
    {
        Key(key);
        output.Write('\n');
        depth++;
        content();
        depth--;
    }

    /// <summary>Writes a key with a list of objects.</summary>
    public void Items<T>(string key, IReadOnlyList<T> items, Action<T> write)
    {
        Key(key);
        output.Write(items.Count == 0 ? " []\n" : "\n");
        depth++;
        foreach (T item in items)
        {
            beginsItem = true;
            write(item);
        }
        depth--;
    }

    private void Key(string key)
    {
        output.Write(new string(' ', (beginsItem ? depth - 1 : depth) * 2));
        output.Write(beginsItem ? "- " : "");
        output.Write(Quote(key));
        output.Write(':');
        beginsItem = false;
    }

    /// <summary>A text as it is written: without quotes where nobody could take it for anything but this text.</summary>
    public static string Quote(string text) =>
        IsPlain(text) ? text
        : text.IndexOf('\'') < 0 && IsPrintable(text) ? $"'{text}'"
        : InDoubleQuotes(text);

    private static string InDoubleQuotes(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (c == '\n')
                quoted.Append("\\n");
            else if (c is >= ' ' and <= '~'
                || (c > '\u00A0'
                    && !YamlCharacters.IsBreak(c)
                    && c != YamlCharacters.ByteOrderMark
                    && YamlCharacters.IsAllowed(text, i)))
                quoted.Append(c);
            else
                quoted.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
        }
        return quoted.Append('"').ToString();
    }

    private static bool IsPlain(string text)
    {
        if (text.Length == 0
            || !(char.IsLetterOrDigit(text[0]) || text[0] is '_' or '/' or '(' or '$')
            || text[text.Length - 1] is ' ' or ':'
            || !IsPrintable(text))
            return false;
        for (int i = 1; i < text.Length; i++)
            if (",[]{}?".IndexOf(text[i]) >= 0 || (text[i] == '#' && text[i - 1] == ' ') || (text[i] == ' ' && text[i - 1] == ':'))
                return false;
        return !KubernetesScalars.IsNull(text)
            && !KubernetesScalars.TryBoolean(text, out _)
            && !KubernetesScalars.TryNumber(text, out _)
            && !LooksLikeOther(text);
    }

    /// <summary>Dates, and numbers of sixty, are something else to some readers.</summary>
    private static bool LooksLikeOther(string text) => text[0] is >= '0' and <= '9' && text.IndexOfAny([':', '-', '_']) > 0;

    private static bool IsPrintable(string text)
    {
        for (int i = 0; i < text.Length; i++)
            if (text[i] < ' '
                || text[i] is '\u007F' or '\u00A0' or YamlCharacters.ByteOrderMark
                || YamlCharacters.IsBreak(text[i])
                || !YamlCharacters.IsAllowed(text, i))
                return false;
        return true;
    }

    private static bool FitsBlock(string text)
    {
        if (text.Length == 0 || text[0] is ' ' or '\t' or '\n' || text.EndsWith("\n\n", StringComparison.Ordinal))
            return false;
        foreach (string line in text.Split('\n'))
            if (!IsPrintable(line.Replace("\t", "")))
                return false;
        return true;
    }
}
