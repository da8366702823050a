using System.Text;
using System.Text.RegularExpressions;

namespace ContainerSecurity.Helm.Charts;

/// <summary>The rules of a <c>.helmignore</c>, which are not those of Git: a rule with <c>!</c> ignores all that does not match it.</summary>
internal sealed class HelmIgnore
{
    private readonly List<Rule> rules = [];

    private HelmIgnore()
    {
    }

    /// <summary>Reads the rules.</summary>
    /// <exception cref="ChartException">A rule is none.</exception>
    public static HelmIgnore Read(string text)
    {
        var ignore = new HelmIgnore();
        foreach (string line in text.TrimStart('\uFEFF').Split('\n'))
            ignore.Add(line.Trim());
        ignore.Add("templates/.?*");
        return ignore;
    }

    /// <summary>Whether a file is ignored, itself or by a folder that it lies in.</summary>
    public bool Ignores(string path)
    {
        for (int slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
            if (Ignores(path.Substring(0, slash), isFolder: true))
                return true;
        return Ignores(path, isFolder: false);
    }

    /// <summary>Whether all of a folder is ignored.</summary>
    public bool IgnoresFolder(string path) => Ignores(path) || Ignores(path, isFolder: true);

    private bool Ignores(string path, bool isFolder)
    {
        foreach (Rule rule in rules)
        {
            bool isOfKind = !rule.IsFolder || isFolder;
            if (rule.IsNegated ? !isOfKind || !rule.Matches(path) : isOfKind && rule.Matches(path))
                return true;
        }
        return false;
    }

    private void Add(string rule)
    {
        if (rule.Length == 0 || rule.StartsWith('#'))
            return;
        if (rule.Contains("**", StringComparison.Ordinal))
            throw new ChartException("double-star (**) syntax is not supported");
        bool isNegated = rule.StartsWith('!');
        string pattern = isNegated ? rule.Substring(1) : rule;
        bool isFolder = pattern.EndsWith('/');
        pattern = pattern.TrimEnd('/');
        bool isRooted = pattern.StartsWith('/');
        bool isWhole = isRooted || pattern.Contains('/', StringComparison.Ordinal);
        rules.Add(new Rule(Expression(isRooted ? pattern.Substring(1) : pattern), isWhole, isFolder, isNegated));
    }

    private static Regex Expression(string pattern)
    {
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
                    string set = pattern.Substring(i + 1, end - i - 1).Replace("\\", "\\\\", StringComparison.Ordinal);
                    expression.Append('[').Append(set.Replace("[", "\\[", StringComparison.Ordinal)).Append(']');
                    i = end;
                    break;
                case '[':
                    throw new ChartException($"the rule '{pattern}' of .helmignore is no pattern: a bracket is not closed");
                default:
                    expression.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        return new Regex(expression.Append("\\z").ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }

    private sealed record Rule(Regex Expression, bool IsWhole, bool IsFolder, bool IsNegated)
    {
        public bool Matches(string path) => Expression.IsMatch(IsWhole ? path : path.Substring(path.LastIndexOf('/') + 1));
    }
}
