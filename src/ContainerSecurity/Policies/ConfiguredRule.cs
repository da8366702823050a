using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>A rule that runs, with what the policy says about it, worked out once.</summary>
internal sealed class ConfiguredRule
{
    private readonly Policy policy;

    public ConfiguredRule(Rule rule, Policy policy, int number)
    {
        Number = number;
        Rule = rule;
        this.policy = policy;
        Setting = policy.SettingOf(rule.Descriptor);
        Enforcement = Setting?.Enforcement ?? (rule is AdmissionRule admission ? Milder(admission.Enforcement, policy.Enforcement) : policy.Enforcement);
        Parameters = new RuleParameters(Policy.Merge(policy.Parameters, Setting?.Parameters ?? RuleParameters.None.Values));
    }

    public Rule Rule { get; }

    /// <summary>The rule's place among those that run, from 0.</summary>
    public int Number { get; }

    /// <summary>Whether the rule compares, and needs no more of resources than facts.</summary>
    public bool IsOverFacts => Rule.Descriptor is { Compares: true, FactFields: not null } && Setting?.Select.NamesContainers != true;

    public RuleSetting? Setting { get; }

    /// <summary>What the findings do; null where nobody says, so that their severity decides.</summary>
    public Enforcement? Enforcement { get; }

    public RuleParameters Parameters { get; }

    /// <summary>What a policy of the cluster does is said by the cluster; the policy that takes it in may ask for less.</summary>
    private static Enforcement Milder(Enforcement own, Enforcement? said) => said < own ? said.Value : own;

    public bool AppliesTo(Resource resource) =>
        Rule.AppliesTo(resource)
        && (Setting is null || (Setting.Select.Keeps(resource) && Setting.Exclude?.LeavesAlone(resource) != true));

    /// <summary>Whether the policy takes in what the rule finds of a resource that it judges: not of containers that selectors leave alone.</summary>
    public bool TakesIn(Finding finding, Resource resource) =>
        Takes(policy.Select, policy.Exclude, finding, resource) && (Setting is null || Takes(Setting.Select, Setting.Exclude, finding, resource));

    private static bool Takes(ResourceSelector select, ResourceSelector? exclude, Finding finding, Resource resource) =>
        select.Keeps(finding, resource) && exclude?.LeavesAlone(finding, resource) != true;
}
