using System.Text;
using System.Text.RegularExpressions;

namespace ContainerSecurity.Helm.Rendering;

/// <summary>Patterns of files as Helm's <c>.Files.Glob</c> reads them: <c>*</c> and <c>?</c> stop at slashes, <c>**</c> does not.</summary>
internal sealed class FileGlob
{
    private readonly Regex expression;

    private FileGlob(string expression) =>
        this.expression = new Regex($"^(?:{expression})\\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <summary>Reads a pattern; null where it is none.</summary>
    public static FileGlob? Parse(string pattern)
    {
        var expression = new StringBuilder();
        int alternatives = 0;
        for (int i = 0; i < pattern.Length; i++)
            switch (pattern[i])
            {
                case '*' when i + 1 < pattern.Length && pattern[i + 1] == '*':
                    expression.Append(".*");
                    i++;
                    break;
                case '*':
                    expression.Append("[^/]*");
                    break;
                case '?':
                    expression.Append("[^/]");
                    break;
                case '{':
                    alternatives++;
                    expression.Append("(?:");
                    break;
                case '}' when --alternatives < 0:
                    return null;
                case '}':
                    expression.Append(')');
                    break;
                case ',' when alternatives > 0:
                    expression.Append('|');
                    break;
                case '[':
                    int end = pattern.IndexOf(']', i + 1);
                    if (end < 0)
                        return null;
                    string set = pattern.Substring(i + 1, end - i - 1);
                    bool isNegated = set.StartsWith('!');
                    expression.Append('[').Append(isNegated ? "^" : "").Append(Escaped(isNegated ? set.Substring(1) : set)).Append(']');
                    i = end;
                    break;
                case '\\' when i + 1 < pattern.Length:
                    expression.Append(Regex.Escape(pattern[++i].ToString()));
                    break;
                default:
                    expression.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        return alternatives > 0 ? null : new FileGlob(expression.ToString());
    }

    public bool IsMatch(string path) => expression.IsMatch(path);

    private static string Escaped(string set) =>
        set.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal).Replace("^", "\\^", StringComparison.Ordinal);
}
