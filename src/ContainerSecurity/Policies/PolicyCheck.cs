using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>
/// Requires of a policy made in code what a policy file is held to: that its names are those of rules and parameters,
/// and that its waivers say why. What a file gives was checked at its place.
/// </summary>
internal sealed class PolicyCheck(Policy policy, string argument)
{
    private readonly Rule[] known = [.. policy.KnownRules];

    /// <summary>Requires that the policy says nothing that it cannot mean.</summary>
    /// <exception cref="ArgumentException">
    /// A rule, parameter or waiver is none, a value is not allowed, a selector names what is no image, or the ID of a
    /// rule of the user's own is reserved, malformed or taken.
    /// </exception>
    public static void Require(Policy policy, string argument)
    {
        var check = new PolicyCheck(policy, argument);
        OwnRuleNames.Require(policy.CustomRules, argument);
        check.Selectors();
        check.Parameters();
        foreach (Waiver waiver in policy.Waivers.Where(w => w.Location is null))
            check.Waiver(waiver);
    }

    private void Selectors()
    {
        ResourceSelector?[] selectors =
        [
            policy.Select, policy.Exclude, .. policy.Rules.Values.Select(r => r.Select), .. policy.Rules.Values.Select(r => r.Exclude),
            .. policy.Waivers.Select(w => w.Match),
        ];
        foreach (ImagePattern image in selectors.SelectMany(s => s?.ImagePatterns ?? []))
            if (ParameterKinds.ImagePatterns.Problem(image.ToString()) is { } problem)
                throw new ArgumentException($"{problem}; 'images' takes {ParameterKinds.ImagePatterns.Allowed}.", argument);
    }

    private void Parameters()
    {
        foreach (KeyValuePair<string, IReadOnlyList<string>> given in policy.Parameters)
            Parameter(given, known.SelectMany(r => r.Descriptor.Parameters));
        foreach (KeyValuePair<string, RuleSetting> setting in policy.Rules)
            if (setting.Value.Parameters.Count > 0
                && Array.Find(known, r => string.Equals(r.Descriptor.Id, setting.Key, StringComparison.OrdinalIgnoreCase)) is { } rule)
                foreach (KeyValuePair<string, IReadOnlyList<string>> given in setting.Value.Parameters)
                    Parameter(given, rule.Descriptor.Parameters);
    }

    private void Parameter(KeyValuePair<string, IReadOnlyList<string>> given, IEnumerable<RuleParameter> parameters)
    {
        RuleParameter[] named = [.. parameters.Where(p => p.Name == given.Key)];
        if (named.Length == 0)
            throw new ArgumentException($"There is no parameter '{given.Key}'{Suggestion.For(given.Key, parameters.Select(p => p.Name))}.", argument);
        if (named.Select(p => p.ProblemOf(given.Value)).FirstOrDefault(p => p is not null) is { } problem)
            throw new ArgumentException(problem, argument);
    }

    private void Waiver(Waiver waiver)
    {
        RuleDescriptor[] rules = [.. known.Select(r => r.Descriptor), WaiverFindings.ExpiredWaiver, WaiverFindings.UnusedWaiver];
        if (waiver.Rules.Count == 0)
            throw new ArgumentException("A waiver names no rule and no flaw; give it rules, or vulnerabilities.", argument);
        foreach (string name in waiver.Rules.Where(n => n != "*"))
            if (!Array.Exists(rules, r => OwnRuleNames.Same(name, r.Id) || OwnRuleNames.Same(name, r.Slug)))
                throw new ArgumentException(
                    $"A waiver names the rule '{name}', and there is none{Suggestion.For(name, rules.SelectMany(r => new[] { r.Id, r.Slug }))}.", argument);
        if (WaiverText.IsPlaceholder(waiver.Reason))
            throw new ArgumentException($"The waiver of {waiver.Said} gives no reason; say why the finding is accepted.", argument);
        if (waiver.Owner is { } owner && WaiverText.IsPlaceholder(owner))
            throw new ArgumentException($"The waiver of {waiver.Said} names an owner without a name; name who answers for it, or nobody.", argument);
        if (waiver.Vulnerabilities.Concat(waiver.Packages).Any(string.IsNullOrWhiteSpace) || waiver.Vulnerabilities.Contains("*"))
            throw new ArgumentException($"The waiver of {waiver.Said} names a flaw or a package that says nothing; name each, or leave the list out.", argument);
    }
}
