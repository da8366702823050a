using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Policies.Frameworks;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Policies;

/// <summary>What an engine takes from outside besides the policy.</summary>
public sealed partial class PolicyEngineOptions
{
    /// <summary>The present time, for waivers and end-of-life dates. The default value is the system's clock.</summary>
    public Func<DateTimeOffset> Clock { get; init; } = () => DateTimeOffset.UtcNow;

    /// <summary>Findings that are known and do not count; null for none.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>Bounds on the input.</summary>
    public DocumentLimits Limits { get; init; } = DocumentLimits.Default;

    /// <summary>
    /// The lowest severity whose findings deny where neither the policy nor the rule sets an enforcement; null for
    /// none. The default value is <see cref="Severity.High"/>.
    /// </summary>
    public Severity? DenyFrom { get; init; } = Severity.High;

    /// <summary>Whether what was not evaluated is allowed all the same; it is reported either way. The default value is false.</summary>
    public bool AllowNotEvaluated { get; init; }

    /// <summary>
    /// IDs or slugs of the only rules to run, whether the policy's profile holds them or not; empty for all that the
    /// policy runs. An engine is not made with a name that is no rule's.
    /// </summary>
    public IReadOnlyList<string> OnlyRules { get; init; } = [];

    /// <summary>IDs or slugs of rules that do not run, whatever else says so. An engine is not made with a name that is no rule's. Empty by default.</summary>
    public IReadOnlyList<string> SkippedRules { get; init; } = [];

    /// <summary>
    /// The framework whose rules run, whether the policy's profile holds them or not, and no others; those that the
    /// policy switches off, or that wait for something it does not say, stay off. Null for the policy's own rules.
    /// </summary>
    public Framework? Framework { get; init; }

    /// <summary>What the sources are. The default value is <see cref="SourceType.Auto"/>.</summary>
    public SourceType Type { get; init; }

    /// <summary>Formats of sources that are asked before those of the library; none by default.</summary>
    public IReadOnlyList<ISourceFormat> Formats { get; init; } = [];

    /// <summary>How many sources are judged at a time. The default value is the number of processors.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>What a finding does whose enforcement nobody set.</summary>
    internal Enforcement EnforcementOf(Severity severity) => severity >= DenyFrom ? Enforcement.Deny : Enforcement.Warn;

    /// <summary>The rules of a policy that run.</summary>
    /// <exception cref="ArgumentException"><see cref="OnlyRules"/> or <see cref="SkippedRules"/> names a rule that there is not.</exception>
    internal IEnumerable<ConfiguredRule> RulesOf(Policy policy)
    {
        Rule[] known = [.. policy.KnownRules];
        foreach (string name in OnlyRules.Concat(SkippedRules))
            if (!Array.Exists(known, r => IsNamed(r, name)))
                throw new ArgumentException($"There is no rule '{name}'{Suggestion.For(name, known.SelectMany(r => new[] { r.Descriptor.Id, r.Descriptor.Slug }))}.");
        return known.Where(r => Runs(r, policy)).Select((r, i) => new ConfiguredRule(r, policy, i));
    }

    private bool Runs(Rule rule, Policy policy)
    {
        if (SkippedRules.Any(n => IsNamed(rule, n)))
            return false;
        bool isAsked = OnlyRules.Count == 0 || OnlyRules.Any(n => IsNamed(rule, n));
        return Framework is not null ? isAsked && Framework.RuleIds.Contains(rule.Descriptor.Id) && Framework.WhyOff(rule, policy) is null
            : OnlyRules.Count > 0 ? isAsked
            : policy.Runs(rule);
    }

    /// <summary>Whether a name is the rule's; that of a policy names all rules in it.</summary>
    private static bool IsNamed(Rule rule, string name) =>
        string.Equals(name, rule.Descriptor.Id, StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, rule.Descriptor.Slug, StringComparison.OrdinalIgnoreCase)
        || (rule is AdmissionRule admission && string.Equals(name, admission.PolicyName, StringComparison.OrdinalIgnoreCase));
}
