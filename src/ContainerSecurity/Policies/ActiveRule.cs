using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>A rule that runs, with what the policy says about it, worked out once.</summary>
internal sealed class ActiveRule
{
    public ActiveRule(Rule rule, Policy policy, int number)
    {
        Number = number;
        Rule = rule;
        Setting = policy.SettingOf(rule.Descriptor);
        Enforcement = Setting?.Enforcement ?? (rule is AdmissionRule admission && admission.Enforcement < policy.Enforcement ? admission.Enforcement : policy.Enforcement);
        Parameters = new RuleParameters(Policy.Merge(policy.Parameters, Setting?.Parameters ?? RuleParameters.None.Values));
    }

    public Rule Rule { get; }

    /// <summary>The rule's place among those that run, from 0.</summary>
    public int Number { get; }

    public RuleSetting? Setting { get; }

    public Enforcement Enforcement { get; }

    public RuleParameters Parameters { get; }

    public bool Judges(Resource resource) =>
        Rule.Judges(resource)
        && (Setting is null || (Setting.Select.Matches(resource) && Setting.Exclude?.Matches(resource) != true));
}
