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
    private readonly RuleIndex rules;
    private readonly List<DocumentError> errors;
    private readonly ICollection<Waiver>? used;
    private readonly List<PolicyFinding> judged = [];
    private readonly List<NotEvaluated> undecided = [];
    private readonly List<Finding> findings = [];
    private readonly RuleContext context;
    private readonly ResourceWalk walk;
    private readonly CommentWaivers comments;

    /// <param name="policy">The policy.</param>
    /// <param name="options">The clock, known findings and what denies.</param>
    /// <param name="rules">The rules that run.</param>
    /// <param name="detector">Finds secrets.</param>
    /// <param name="set">The resources judged together.</param>
    /// <param name="errors">What could not be read; receives what fails.</param>
    /// <param name="used">Receives the waivers that cover something; null for nobody.</param>
    public Evaluation(Policy policy, PolicyEngineOptions options, RuleIndex rules, Lazy<SecretDetector> detector, ResourceSet set, List<DocumentError> errors, ICollection<Waiver>? used)
    {
        this.policy = policy;
        this.options = options;
        this.rules = rules;
        this.errors = errors;
        this.used = used;
        comments = new CommentWaivers(errors);
        context = new RuleContext(policy.KubernetesVersion, policy.Profile.Level(), set, findings, undecided) { Today = options.Clock(), Detector = detector };
        walk = new ResourceWalk(rules, context, findings, Tell);
    }

    public Decision Judge(IReadOnlyList<Resource> resources, string source)
    {
        for (int i = 0; i < resources.Count;)
            i += JudgeObject(resources, i);
        judged.Sort(FindingOrder.Instance);
        return new Decision(source, resources.Count, judged, errors)
        {
            NotEvaluated = [.. undecided.Distinct()],
            AllowsNotEvaluated = options.AllowNotEvaluated,
        };
    }

    /// <summary>Judges the resources of one object: a workload for each pod that it carries. What is said of the object itself is said once.</summary>
    /// <returns>How many resources the object has.</returns>
    private int JudgeObject(IReadOnlyList<Resource> resources, int first)
    {
        Resource resource = resources[first];
        int count = 1;
        while (first + count < resources.Count && ReferenceEquals(resources[first + count].Node, resource.Node))
            count++;
        WaiverBook? waivers = OpenWaivers(resource);
        if (!policy.Select.Matches(resource) || policy.Exclude?.Matches(resource) == true)
            return count;
        int start = judged.Count;
        for (int i = first; i < first + count; i++)
            Walk(resources[i], waivers);
        if (count > 1)
            RemoveRepeated(start);
        Try(resource, "The search for idle waivers", () => waivers?.ReportIdle(rules.All, judged, Judge));
        return count;
    }

    private void Walk(Resource resource, WaiverBook? waivers) =>
        Try(resource, "The judging", () => walk.Walk(resource, (rule, finding) => judged.Add(Judge(finding, rule, ReasonFor(finding, resource, waivers)))));

    private void RemoveRepeated(int start)
    {
        var seen = new HashSet<(string, string, string)>();
        PolicyFinding[] kept = [.. judged.Skip(start).Where(f => seen.Add((f.Finding.Rule.Id, f.Finding.Location.Path, f.Finding.Message)))];
        judged.RemoveRange(start, judged.Count - start);
        judged.AddRange(kept);
    }

    /// <summary>Tells that a rule failed: once, also where it failed on several parts of a resource.</summary>
    private void Tell(ActiveRule rule, Exception exception)
    {
        DocumentError fault = Fault.Of(rule.Rule.Descriptor, context.Resource, exception);
        if (!errors.Contains(fault))
            errors.Add(fault);
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
