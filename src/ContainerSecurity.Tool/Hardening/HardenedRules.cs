using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tool.Hardening;

/// <summary>Makes policies that mend what some rules find, and nothing else.</summary>
internal static class HardenedRules
{
    /// <summary>A policy of some rules alone, with what another says of them.</summary>
    /// <param name="said">The other policy.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="select">The resources that are mended; null for those that the other policy selects.</param>
    public static Policy Only(Policy said, IEnumerable<RuleDescriptor> rules, ResourceSelector? select = null)
    {
        var none = new Dictionary<string, RuleSetting>(StringComparer.OrdinalIgnoreCase);
        PolicyBuilder builder = (said with { Rules = none, Profile = Profile.None }).Extend();
        foreach (RuleDescriptor rule in rules)
        {
            RuleSetting setting = said.Rules.TryGetValue(rule.Id, out RuleSetting? known) ? known : new RuleSetting();
            builder.Rule(rule.Id, setting with { Enabled = true, Harden = HardeningScope.All, Select = select ?? setting.Select });
        }
        return builder.Build();
    }
}
