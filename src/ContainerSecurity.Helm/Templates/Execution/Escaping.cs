using System.Globalization;
using System.Text;
using ContainerSecurity.Helm.Templates.Formatting;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Templates.Execution;

/// <summary>Escapes texts for HTML, JavaScript and URLs as Go's templates do.</summary>
internal static class Escaping
{
    private const string Unreserved = "-_.~";

    /// <summary>The text of arguments: a single text itself, all else as <c>print</c> writes it.</summary>
    public static string TextOf(GoValue[] arguments)
    {
        if (arguments is [TextValue text])
            return text.Text;
        GoValue noValue = GoValue.Of("<no value>");
        return GoFormat.Print(Array.ConvertAll(arguments, a => a.Kind is GoKind.Interface or GoKind.Invalid ? noValue : a)).Text;
    }

    public static string Html(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
            escaped.Append(c switch
            {
                '\0' => "\uFFFD",
                '"' => "&#34;",
                '\'' => "&#39;",
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ => c.ToString(),
            });
        return escaped.ToString();
    }

    public static string JavaScript(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            escaped.Append(rune.Value switch
            {
                '\\' => "\\\\",
                '\'' => "\\'",
                '"' => "\\\"",
                '<' or '>' or '&' or '=' or < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
                < 0x80 => rune.ToString(),
                _ when GoQuote.IsPrintable(rune) => rune.ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
            });
        return escaped.ToString();
    }

    public static string Query(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (byte b in GoBytes.Of(text))
            if (b == ' ')
                escaped.Append('+');
            else if (char.IsAsciiLetterOrDigit((char)b) || Unreserved.Contains((char)b, StringComparison.Ordinal))
                escaped.Append((char)b);
            else
                escaped.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        return escaped.ToString();
    }
}
