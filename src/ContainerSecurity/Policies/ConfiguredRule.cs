using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>A rule that runs, with what the policy says about it, worked out once.</summary>
internal sealed class ConfiguredRule
{
    public ConfiguredRule(Rule rule, Policy policy, int number)
    {
        Number = number;
        Rule = rule;
        Setting = policy.SettingOf(rule.Descriptor);
        Enforcement = Setting?.Enforcement ?? (rule is AdmissionRule admission ? Milder(admission.Enforcement, policy.Enforcement) : policy.Enforcement);
        Parameters = new RuleParameters(Policy.Merge(policy.Parameters, Setting?.Parameters ?? RuleParameters.None.Values));
    }

    public Rule Rule { get; }

    /// <summary>The rule's place among those that run, from 0.</summary>
    public int Number { get; }

    /// <summary>Whether the rule compares, and needs no more of resources than facts.</summary>
    public bool IsOverFacts => Rule.Descriptor is { Compares: true, FactFields: not null };

    public RuleSetting? Setting { get; }

    /// <summary>What the findings do; null where nobody says, so that their severity decides.</summary>
    public Enforcement? Enforcement { get; }

    public RuleParameters Parameters { get; }

    /// <summary>What a policy of the cluster does is said by the cluster; the policy that takes it in may ask for less.</summary>
    private static Enforcement Milder(Enforcement own, Enforcement? said) => said < own ? said.Value : own;

    public bool AppliesTo(Resource resource) =>
        Rule.AppliesTo(resource)
        && (Setting is null || (Setting.Select.Matches(resource) && Setting.Exclude?.Matches(resource) != true));
}
