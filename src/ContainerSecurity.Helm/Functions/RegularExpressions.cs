using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Functions;

/// <summary>
/// Go's regular expressions (RE2), rewritten to those of .NET that never go back: they take time in proportion to the text.
/// What RE2 does not have, such as looking around and back-references, is refused as Go refuses it.
/// </summary>
internal static class RegularExpressions
{
    private const int Remembered = 1000;
    private const int LongestExpression = 10_000;

    private static readonly ConcurrentDictionary<string, Regex> Known = new(StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Classes = new(StringComparer.Ordinal)
    {
        ["alnum"] = "0-9A-Za-z",
        ["alpha"] = "A-Za-z",
        ["ascii"] = "\\x00-\\x7F",
        ["blank"] = "\\t ",
        ["cntrl"] = "\\x00-\\x1F\\x7F",
        ["digit"] = "0-9",
        ["graph"] = "!-~",
        ["lower"] = "a-z",
        ["print"] = " -~",
        ["punct"] = "!-/:-@\\[-`{-~",
        ["space"] = "\\t\\n\\v\\f\\r ",
        ["upper"] = "A-Z",
        ["word"] = "0-9A-Za-z_",
        ["xdigit"] = "0-9A-Fa-f",
    };

    /// <summary>Compiles an expression.</summary>
    /// <exception cref="GoFunctionException">It is none that Go takes.</exception>
    public static Regex Compile(string expression)
    {
        if (Known.TryGetValue(expression, out Regex? known))
            return known;
        if (expression.Length > LongestExpression)
            throw new GoFunctionException("error parsing regexp: expression is too large");
        try
        {
            known = new Regex(new Rewriter(expression).Rewrite(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            throw new GoFunctionException($"error parsing regexp: {failure.Message}");
        }
        if (Known.Count < Remembered)
            Known.TryAdd(expression, known);
        return known;
    }

    /// <summary>The matches as Go finds them: none that is empty where the one before ends.</summary>
    public static IEnumerable<Match> Matches(Regex regex, string text)
    {
        int end = -1;
        for (Match match = regex.Match(text); match.Success; match = match.NextMatch())
        {
            if (match.Length == 0 && match.Index == end)
                continue;
            end = match.Index + match.Length;
            yield return match;
        }
    }

    /// <summary>A template of a replacement with the groups of a match in it.</summary>
    public static string Expand(string template, Match match)
    {
        var expanded = new StringBuilder();
        for (int i = 0; i < template.Length;)
        {
            if (template[i] != '$')
            {
                expanded.Append(template[i++]);
                continue;
            }
            if (i + 1 < template.Length && template[i + 1] == '$')
            {
                expanded.Append('$');
                i += 2;
                continue;
            }
            int end = NameEnd(template, i + 1, out string name);
            if (end < 0)
            {
                expanded.Append(template[i++]);
                continue;
            }
            expanded.Append(match.Groups[name] is { Success: true } group ? group.Value : "");
            i = end;
        }
        return expanded.ToString();
    }

    private static int NameEnd(string template, int start, out string name)
    {
        bool isBraced = start < template.Length && template[start] == '{';
        int end = isBraced ? start + 1 : start;
        int first = end;
        while (end < template.Length && (char.IsLetterOrDigit(template[end]) || template[end] == '_'))
            end++;
        name = template.Substring(first, end - first);
        if (name.Length == 0 || (isBraced && (end >= template.Length || template[end] != '}')))
            return -1;
        return isBraced ? end + 1 : end;
    }

    /// <summary>Rewrites one expression.</summary>
    private sealed class Rewriter(string source)
    {
        private readonly StringBuilder output = new();
        private readonly Stack<bool> outerFlags = new();
        private int at;
        private bool isMultiline;

        public string Rewrite()
        {
            while (at < source.Length)
                RewriteNext();
            return output.ToString();
        }

        private static GoFunctionException Bad(string message) => new($"error parsing regexp: {message}");

        private void RewriteNext()
        {
            char c = source[at];
            switch (c)
            {
                case '\\':
                    RewriteEscape(isInClass: false);
                    break;
                case '[':
                    RewriteClass();
                    break;
                case '(':
                    RewriteGroup();
                    break;
                case ')':
                    isMultiline = outerFlags.Count > 0 ? outerFlags.Pop() : isMultiline;
                    output.Append(source[at++]);
                    break;
                case '$':
                    output.Append(isMultiline ? "(?m:$)" : "\\z");
                    at++;
                    break;
                case '^':
                    output.Append(isMultiline ? "(?m:^)" : "\\A");
                    at++;
                    break;
                case '*' or '+' or '?':
                    at++;
                    output.Append(c);
                    if (at < source.Length && source[at] == '?')
                        output.Append(source[at++]);
                    if (at < source.Length && source[at] is '*' or '+' or '?')
                        throw Bad("invalid nested repetition operator");
                    break;
                case '#' or ' ':
                    output.Append('\\').Append(c);
                    at++;
                    break;
                default:
                    output.Append(c);
                    at++;
                    break;
            }
        }

        private void RewriteGroup()
        {
            outerFlags.Push(isMultiline);
            if (!Follows("(?"))
            {
                output.Append('(');
                at++;
                return;
            }
            if (Follows("(?P<") || Follows("(?<"))
            {
                at += Follows("(?P<") ? 4 : 3;
                if (at < source.Length && source[at] is '=' or '!')
                    throw Bad("invalid or unsupported Perl syntax");
                output.Append("(?<");
                return;
            }
            int end = source.IndexOfAny([':', ')'], at);
            string flags = end < 0 ? throw Bad("missing closing )") : source.Substring(at + 2, end - at - 2);
            if (flags.AsSpan().ContainsAnyExcept("imsU-"))
                throw Bad("invalid or unsupported Perl syntax");
            if (flags.Contains('U', StringComparison.Ordinal))
                throw Bad("the flag U is not supported");
            int minus = flags.IndexOf('-', StringComparison.Ordinal);
            int multiline = flags.IndexOf('m', StringComparison.Ordinal);
            if (multiline >= 0)
                isMultiline = minus < 0 || multiline < minus;
            string kept = flags.Replace("m", "", StringComparison.Ordinal).TrimEnd('-');
            output.Append("(?").Append(kept).Append(kept.Length > 0 || source[end] == ':' ? source[end] : ":)");
            if (source[end] == ')')
                outerFlags.Pop();
            at = end + 1;
        }

        private void RewriteClass()
        {
            output.Append('[');
            at++;
            if (at < source.Length && source[at] == '^')
                output.Append(source[at++]);
            bool isFirst = true;
            for (; at < source.Length && (isFirst || source[at] != ']'); isFirst = false)
            {
                if (Follows("[:") && source.IndexOf(":]", at, StringComparison.Ordinal) is > 0 and var end)
                {
                    string name = source.Substring(at + 2, end - at - 2);
                    output.Append(Classes.TryGetValue(name, out string? ranges) ? ranges : throw Bad($"invalid character class range: `[:{name}:]`"));
                    at = end + 2;
                }
                else if (source[at] == '\\')
                {
                    RewriteEscape(isInClass: true);
                }
                else
                {
                    output.Append(source[at] is '[' or ']' ? "\\" : "").Append(source[at++]);
                }
            }
            if (at >= source.Length)
                throw Bad("missing closing ]");
            output.Append(']');
            at++;
        }

        private void RewriteEscape(bool isInClass)
        {
            if (at + 1 >= source.Length)
                throw Bad("trailing backslash at end of expression");
            char c = source[at + 1];
            at += 2;
            switch (c)
            {
                case 'd' or 'w' or 's':
                    string ranges = c switch { 'd' => "0-9", 'w' => "0-9A-Za-z_", _ => "\\t\\n\\f\\r " };
                    output.Append(isInClass ? ranges : $"[{ranges}]");
                    break;
                case 'D' or 'W' or 'S':
                    string others = c switch
                    {
                        'D' => "\\x00-/:-\\uFFFF",
                        'W' => "\\x00-/:-@\\[-^`{-\\uFFFF",
                        _ => "\\x00-\\x08\\x0B\\x0E-\\x1F!-\\uFFFF",
                    };
                    output.Append(isInClass ? others : $"[{others}]");
                    break;
                case 'Q' when !isInClass:
                    int end = source.IndexOf("\\E", at, StringComparison.Ordinal);
                    output.Append(Regex.Escape(end < 0 ? source.Substring(at) : source.Substring(at, end - at)));
                    at = end < 0 ? source.Length : end + 2;
                    break;
                case 'x' when at < source.Length && source[at] == '{':
                    AppendCode(isInClass);
                    break;
                case 'p' or 'P' when at < source.Length:
                    AppendProperty(c);
                    break;
                case 'A' or 'z' or 'b' or 'B' when !isInClass:
                case 'a' or 'f' or 't' or 'n' or 'r' or 'v' or 'x':
                    output.Append('\\').Append(c);
                    break;
                case >= '1' and <= '9':
                    throw Bad($"invalid escape sequence: `\\{c}`");
                case var _ when char.IsAsciiLetterOrDigit(c) && c != '0':
                    throw Bad($"invalid escape sequence: `\\{c}`");
                default:
                    output.Append('\\').Append(c);
                    break;
            }
        }

        private void AppendProperty(char escape)
        {
            string name = source.Substring(at, 1);
            if (name == "{")
            {
                int end = source.IndexOf('}', at);
                name = end < 0 ? throw Bad("invalid character class range") : source.Substring(at + 1, end - at - 1);
                at = end;
            }
            at++;
            if (name.StartsWith('^'))
            {
                name = name.Substring(1);
                escape = escape == 'p' ? 'P' : 'p';
            }
            output.Append('\\').Append(escape).Append('{').Append(name.Length > 2 ? "Is" : "").Append(name).Append('}');
        }

        private void AppendCode(bool isInClass)
        {
            int end = source.IndexOf('}', at);
            ReadOnlySpan<char> digits = end < 0 ? default : source.AsSpan(at + 1, end - at - 1);
            if (!int.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int code) || !Rune.IsValid(code))
                throw Bad("invalid escape sequence");
            if (code > char.MaxValue && isInClass)
                throw Bad("characters beyond U+FFFF in classes are not supported");
            output.Append(code > char.MaxValue ? $"(?:{new Rune(code)})" : string.Create(CultureInfo.InvariantCulture, $"\\u{code:X4}"));
            at = end + 1;
        }

        private bool Follows(string text) => string.CompareOrdinal(source, at, text, 0, text.Length) == 0;
    }
}
