using System.Text;

namespace ContainerSecurity.Resources.Projects;

/// <summary>Puts properties into texts, as MSBuild does. What asks for more than a property's value is not known.</summary>
internal static class ProjectExpansion
{
    /// <summary>The number of characters of a value at most; a longer one is not known.</summary>
    internal const int MaxLength = 32_768;

    /// <summary>Expands a text. Returns null where a part of it cannot be told.</summary>
    /// <param name="text">The text as written.</param>
    /// <param name="valueOf">Gives the value of a property; null where it cannot be told.</param>
    public static string? Expand(string text, Func<string, string?> valueOf)
    {
        if (text.IndexOf("@(", StringComparison.Ordinal) >= 0 || text.IndexOf("%(", StringComparison.Ordinal) >= 0)
            return null;
        var expanded = new StringBuilder();
        for (int at = 0; at < text.Length;)
        {
            int open = text.IndexOf("$(", at, StringComparison.Ordinal);
            expanded.Append(text, at, (open < 0 ? text.Length : open) - at);
            if (open < 0)
                break;
            int close = text.IndexOf(')', open);
            string name = close < 0 ? "" : text.Substring(open + 2, close - open - 2).Trim();
            if (!IsName(name) || valueOf(name) is not { } value || expanded.Length + value.Length > MaxLength)
                return null;
            expanded.Append(value);
            at = close + 1;
        }
        return expanded.Length > MaxLength ? null : expanded.ToString();
    }

    /// <summary>The characters that a value escapes as <c>%3B</c>.</summary>
    public static string Unescape(string text)
    {
        if (text.IndexOf('%') < 0)
            return text;
        var plain = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
            if (text[i] == '%' && i + 2 < text.Length && Uri.IsHexDigit(text[i + 1]) && Uri.IsHexDigit(text[i + 2]))
            {
                plain.Append((char)((Uri.FromHex(text[i + 1]) << 4) | Uri.FromHex(text[i + 2])));
                i += 2;
            }
            else
            {
                plain.Append(text[i]);
            }
        return plain.ToString();
    }

    /// <summary>The values of a list, which semicolons part.</summary>
    public static IEnumerable<string> Split(string list) => list.Split(';').Select(i => Unescape(i.Trim())).Where(i => i.Length > 0);

    private static bool IsName(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-');
}
