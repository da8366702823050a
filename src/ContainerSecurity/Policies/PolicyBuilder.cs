using ContainerSecurity.Policies.Trust;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>Builds a <see cref="Policy"/> in code, with the words of the policy file.</summary>
public sealed class PolicyBuilder
{
    private readonly Dictionary<string, RuleSetting> rules;
    private readonly List<Waiver> waivers;
    private readonly List<Rule> customRules;
    private Policy policy;

    internal PolicyBuilder(Policy start)
    {
        policy = start;
        rules = start.Rules.ToDictionary(p => p.Key, p => p.Value, StringComparer.OrdinalIgnoreCase);
        waivers = [.. start.Waivers];
        customRules = [.. start.CustomRules];
    }

    /// <summary>Names the policy.</summary>
    public PolicyBuilder Named(string name) => With(policy with { Name = name });

    /// <summary>Starts from a profile.</summary>
    public PolicyBuilder UseProfile(Profile profile) => With(policy with { Profile = profile });

    /// <summary>Sets the Kubernetes version.</summary>
    public PolicyBuilder ForKubernetes(KubernetesVersion version) => With(policy with { KubernetesVersion = version });

    /// <summary>Sets what findings do unless their rule says otherwise.</summary>
    public PolicyBuilder Enforce(Enforcement enforcement) => With(policy with { Enforcement = enforcement });

    /// <summary>Says that what is judged together is all there is.</summary>
    public PolicyBuilder WithCompleteSet(bool isComplete = true) => With(policy with { IsSetComplete = isComplete });

    /// <summary>Sets a parameter for all rules that read it; <see cref="Build"/> refuses one that no rule reads, and a value that is not allowed.</summary>
    public PolicyBuilder Parameter(string name, params string[] values) =>
        With(policy with { Parameters = Policy.Merge(policy.Parameters, new Dictionary<string, IReadOnlyList<string>> { [name] = values }) });

    /// <summary>Judges only some resources.</summary>
    public PolicyBuilder Select(ResourceSelector selector) => With(policy with { Select = selector });

    /// <summary>Leaves some resources alone.</summary>
    public PolicyBuilder Exclude(ResourceSelector selector) => With(policy with { Exclude = selector });

    /// <summary>Says something about a rule; said twice, the later word holds.</summary>
    /// <param name="idOrSlug">A built-in rule, or a custom rule added before.</param>
    /// <param name="setting">What is said; null switches the rule on.</param>
    /// <exception cref="ArgumentException">There is no such rule.</exception>
    public PolicyBuilder Rule(string idOrSlug, RuleSetting? setting = null)
    {
        string id = Find(idOrSlug).Descriptor.Id;
        RuleSetting said = setting ?? new RuleSetting { Enabled = true };
        rules[id] = rules.TryGetValue(id, out RuleSetting? earlier) ? earlier.With(said) : said;
        return this;
    }

    /// <summary>Switches a rule off.</summary>
    /// <exception cref="ArgumentException">There is no such rule.</exception>
    public PolicyBuilder Without(string idOrSlug) => Rule(idOrSlug, new RuleSetting { Enabled = false });

    /// <summary>Says where a kind carries pods, as <see cref="Resources.Kubernetes.PodTemplates.With"/> does.</summary>
    /// <param name="kind">The kind with its group, such as <c>WebApp.example.com</c>.</param>
    /// <param name="paths">Where its pods stand, such as <c>spec.template</c>.</param>
    /// <exception cref="ArgumentException">The kind is none, or a path is none.</exception>
    public PolicyBuilder Pods(string kind, params string[] paths) => With(policy with { Pods = policy.Pods.With(kind, paths) });

    /// <summary>Says which images must be approved, by whom, and where approvals are kept.</summary>
    public PolicyBuilder Approvals(ApprovalSettings settings) =>
        With(policy with { Trust = policy.Trust with { Approvals = settings ?? throw new ArgumentNullException(nameof(settings)) } });

    /// <summary>Adds patterns of secrets, and what is known to be none.</summary>
    public PolicyBuilder Secrets(SecretSettings settings) =>
        With(policy with { Secrets = policy.Secrets.With(settings ?? throw new ArgumentNullException(nameof(settings))) });

    /// <summary>Asks that some images are signed, besides what is asked already.</summary>
    public PolicyBuilder Trust(params ImageTrustRequirement[] requirements) => With(policy with { Trust = policy.Trust.With(requirements) });

    /// <summary>Adds a waiver; <see cref="Build"/> refuses one of a rule that there is not, and one without a reason.</summary>
    public PolicyBuilder Waive(Waiver waiver)
    {
        waivers.Add(waiver ?? throw new ArgumentNullException(nameof(waiver)));
        return this;
    }

    /// <summary>Adds a rule of the user's own; it runs unless it is switched off.</summary>
    /// <param name="rule">The rule. Its ID is a prefix of your own and a number, such as <c>ACME0001</c>, its slug words with hyphens.</param>
    /// <exception cref="ArgumentException">The ID or the slug is reserved, malformed or taken.</exception>
    public PolicyBuilder AddRule(Rule rule)
    {
        _ = rule ?? throw new ArgumentNullException(nameof(rule));
        if (OwnRuleNames.ProblemOf(rule.Descriptor, customRules) is { } problem)
            throw new ArgumentException(problem, nameof(rule));
        customRules.Add(rule);
        return this;
    }

    /// <summary>The finished policy.</summary>
    /// <exception cref="ArgumentException">
    /// A parameter is one that no rule reads, or its value is not allowed; a waiver names no rule that there is, or
    /// gives no reason.
    /// </exception>
    public Policy Build()
    {
        Policy built = policy with
        {
            Rules = new Dictionary<string, RuleSetting>(rules, StringComparer.OrdinalIgnoreCase),
            Waivers = [.. waivers],
            CustomRules = [.. customRules]
        };
        PolicyCheck.Require(built, nameof(Parameter));
        return built;
    }

    private Rule Find(string idOrSlug) =>
        customRules.Find(r => string.Equals(r.Descriptor.Id, idOrSlug, StringComparison.OrdinalIgnoreCase))
        ?? RuleCatalog.Find(idOrSlug)
        ?? customRules.Find(r => string.Equals(r.Descriptor.Slug, idOrSlug, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException(
            $"There is no rule '{idOrSlug}'{Suggestion.For(idOrSlug, RuleCatalog.All.Concat(customRules).SelectMany(r => new[] { r.Descriptor.Id, r.Descriptor.Slug }))}.",
            nameof(idOrSlug));

    private PolicyBuilder With(Policy changed)
    {
        policy = changed;
        return this;
    }
}
