using System.Text;
using System.Text.RegularExpressions;

namespace ContainerSecurity.Tool.Charts;

/// <summary>Patterns of paths as Go's <c>filepath.Match</c> reads them: <c>*</c> and <c>?</c> stop at slashes.</summary>
internal sealed class TemplatePattern
{
    private readonly Regex? expression;
    private readonly string written;

    private TemplatePattern(string written, Regex? expression)
    {
        this.written = written;
        this.expression = expression;
    }

    public static TemplatePattern Parse(string pattern)
    {
        if (pattern.AsSpan().IndexOfAny("*?[\\") < 0)
            return new TemplatePattern(pattern, null);
        var expression = new StringBuilder("^");
        for (int i = 0; i < pattern.Length; i++)
            switch (pattern[i])
            {
                case '*':
                    expression.Append("[^/]*");
                    break;
                case '?':
                    expression.Append("[^/]");
                    break;
                case '\\' when i + 1 < pattern.Length:
                    expression.Append(Regex.Escape(pattern[++i].ToString()));
                    break;
                case '[' when pattern.IndexOf(']', i + 1) is > 0 and var end:
                    string set = pattern.Substring(i + 1, end - i - 1);
                    expression.Append('[').Append(set.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal)).Append(']');
                    i = end;
                    break;
                default:
                    expression.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        try
        {
            return new TemplatePattern(pattern, new Regex(expression.Append("\\z").ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        }
        catch (ArgumentException)
        {
            return new TemplatePattern(pattern, null);
        }
    }

    public bool IsMatch(string path) => expression?.IsMatch(path) ?? path == written;
}
