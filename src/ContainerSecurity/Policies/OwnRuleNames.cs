using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>Holds the names of the user's own rules to what policies, waivers and compilers can tell apart.</summary>
internal static class OwnRuleNames
{
    private const int LongestName = 64;

    /// <summary>The prefixes of others: of the catalogue, and of the compilers, which refuse such an ID.</summary>
    private static readonly string[] Reserved = ["CSEC", "CS", "BC", "FS", "AD"];

    /// <summary>Requires that each rule has an ID and a name of its own.</summary>
    /// <exception cref="ArgumentException">One is reserved, malformed or taken.</exception>
    public static void Require(IReadOnlyList<Rule> rules, string argument)
    {
        for (int i = 0; i < rules.Count; i++)
            if (ProblemOf(rules[i].Descriptor, rules.Take(i)) is { } problem)
                throw new ArgumentException(problem, argument);
    }

    /// <summary>Says what is wrong with the names of a rule; null where nothing is.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="others">The user's other rules.</param>
    public static string? ProblemOf(RuleDescriptor rule, IEnumerable<Rule> others)
    {
        int digits = rule.Id.Length;
        while (digits > 0 && IsDigit(rule.Id[digits - 1]))
            digits--;
        string prefix = rule.Id.Substring(0, digits);
        if (prefix.Length == 0 || digits == rule.Id.Length || rule.Id.Length > LongestName || !IsLetter(prefix[0])
            || !prefix.All(c => IsLetter(c) || IsDigit(c) || c == '_'))
            return $"'{rule.Id}' is no ID of a rule; write a prefix of your own and a number, such as ACME0001.";
        if (Array.Exists(Reserved, r => Same(prefix, r)))
            return $"The ID '{rule.Id}' is reserved: '{prefix}' is the prefix of {(Same(prefix, "CSEC") ? "the catalogue" : "a compiler")}; use one of your own.";
        if (!IsSlug(rule.Slug))
            return $"'{rule.Slug}' is no name of the rule '{rule.Id}'; write words in lower case with hyphens, such as team-label.";
        IEnumerable<RuleDescriptor> taken = RuleCatalog.All.Concat(others).Select(r => r.Descriptor)
            .Concat([WaiverFindings.ExpiredWaiver, WaiverFindings.UnusedWaiver, Rules.NotEvaluated.Descriptor]);
        return taken.FirstOrDefault(o => Names(o, rule.Id) || Names(o, rule.Slug)) is { } other
            ? $"The rule '{rule.Id}' ({rule.Slug}) is called as '{other.Id}' ({other.Slug}) is, which is there already; give it an ID and a name of its own." : null;
    }

    /// <summary>Whether two names are the same, in any case.</summary>
    public static bool Same(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    private static bool Names(RuleDescriptor rule, string name) => Same(rule.Id, name) || Same(rule.Slug, name);

    private static bool IsSlug(string slug) =>
        slug.Length is > 0 and <= LongestName && slug.Split('-').All(w => w.Length > 0 && w.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9')));

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
