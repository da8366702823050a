using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Policies;

/// <summary>The judging of one source's resources. What fails at one rule and resource is an error entry, and all others are judged.</summary>
internal sealed class Evaluation
{
    private readonly Policy policy;
    private readonly PolicyEngineOptions options;
    private readonly IReadOnlyList<ActiveRule> rules;
    private readonly List<DocumentError> errors;
    private readonly ICollection<Waiver>? used;
    private readonly List<PolicyFinding> judged = [];
    private readonly List<NotEvaluated> undecided = [];
    private readonly List<Finding> findings = [];
    private readonly RuleContext context;
    private readonly CommentWaivers comments;

    /// <param name="policy">The policy.</param>
    /// <param name="options">The clock, known findings and what denies.</param>
    /// <param name="rules">The rules that run.</param>
    /// <param name="detector">Finds secrets.</param>
    /// <param name="set">The resources judged together.</param>
    /// <param name="errors">What could not be read; receives what fails.</param>
    /// <param name="used">Receives the waivers that cover something; null for nobody.</param>
    public Evaluation(Policy policy, PolicyEngineOptions options, IReadOnlyList<ActiveRule> rules, Lazy<SecretDetector> detector, ResourceSet set, List<DocumentError> errors, ICollection<Waiver>? used)
    {
        this.policy = policy;
        this.options = options;
        this.rules = rules;
        this.errors = errors;
        this.used = used;
        comments = new CommentWaivers(errors);
        context = new RuleContext(policy.KubernetesVersion, policy.Profile.Level(), set, findings, undecided) { Today = options.Clock(), Detector = detector };
    }

    public Decision Judge(IReadOnlyList<Resource> resources, string source)
    {
        foreach (Resource resource in resources)
            Judge(resource);
        judged.Sort(FindingOrder.Instance);
        return new Decision(source, resources.Count, judged, errors)
        {
            NotEvaluated = [.. undecided.Distinct()],
            AllowsNotEvaluated = options.AllowNotEvaluated,
        };
    }

    private void Judge(Resource resource)
    {
        WaiverBook? waivers = OpenWaivers(resource);
        if (!policy.Select.Matches(resource) || policy.Exclude?.Matches(resource) == true)
            return;
        foreach (ActiveRule rule in rules)
            if (rule.Judges(resource))
                Run(rule, resource, waivers);
        Try(resource, "The search for idle waivers", () => waivers?.ReportIdle(rules, judged, Judge));
    }

    /// <summary>What a rule found before it failed is kept.</summary>
    private void Run(ActiveRule rule, Resource resource, WaiverBook? waivers)
    {
        findings.Clear();
        context.Parameters = rule.Parameters;
        try
        {
            rule.Rule.Run(resource, context);
        }
#pragma warning disable CA1031 // A rule of anybody's may throw anything; the other rules judge all the same.
        catch (Exception e) when (Fault.CanBeIsolated(e))
#pragma warning restore CA1031
        {
            errors.Add(Fault.Of(rule.Rule.Descriptor, resource, e));
        }
        foreach (Finding finding in findings)
            judged.Add(Judge(finding, rule, ReasonFor(finding, resource, waivers)));
    }

    private PolicyFinding Judge(Finding finding, ActiveRule rule, string? waived)
    {
        Severity severity = rule.Setting?.Severity ?? finding.Severity;
        return new PolicyFinding(finding, severity, rule.Enforcement ?? options.EnforcementOf(severity), waived, waived is null && options.Baseline?.Knows(finding) == true);
    }

    /// <summary>A finding about a waiver.</summary>
    private PolicyFinding Judge(Finding finding) => WaiverFindings.Judge(finding, policy, options);

    /// <summary>The waivers of a resource; null where they could not be read, and then none counts.</summary>
    private WaiverBook? OpenWaivers(Resource resource)
    {
        WaiverBook? waivers = null;
        Try(resource, "The reading of waivers", () =>
        {
            comments.Enter(resource);
            waivers = new WaiverBook(policy, resource, comments, context.Today, errors, used);
        });
        return waivers;
    }

    private string? ReasonFor(Finding finding, Resource resource, WaiverBook? waivers)
    {
        string? reason = null;
        Try(resource, "The search for waivers", () => reason = waivers?.ReasonFor(finding));
        return reason;
    }

    private void Try(Resource resource, string work, Action action)
    {
        try
        {
            action();
        }
#pragma warning disable CA1031 // One resource's fault is no other's.
        catch (Exception e) when (Fault.CanBeIsolated(e))
#pragma warning restore CA1031
        {
            errors.Add(Fault.Of(resource, work, e));
        }
    }
}
