using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Policies;

/// <summary>
/// The judging of resources by rules, the cluster's own policies and waivers alike. What fails at one rule and
/// resource is an error entry, and all others are judged.
/// </summary>
internal sealed partial class Evaluation
{
    private readonly PolicyEngine engine;
    private readonly Policy policy;
    private readonly PolicyEngineOptions options;
    private readonly RuleIndex rules;
    private readonly List<DocumentError> errors;
    private readonly List<PolicyFinding> judged = [];
    private readonly List<PolicyFinding> folded = [];
    private readonly List<NotEvaluated> undecided = [];
    private readonly List<Finding> findings = [];
    private readonly List<ConfiguredRule> awaiting = [];
    private readonly HashSet<JudgedSection>? coverage;
    private readonly RuleContext context;
    private readonly ResourceWalk walk;
    private readonly CommentWaivers comments;
    private readonly NamespaceBook namespaces;
    private readonly FindingFold fold;
    private readonly HashSet<Waiver> spent = [];
    private readonly bool isWhole;
    private (Resource Resource, KeptResource Kept)? now;

    /// <param name="engine">The policy, its rules and options.</param>
    /// <param name="rules">The rules that judge.</param>
    /// <param name="set">The resources judged together.</param>
    /// <param name="errors">What could not be read; receives what fails.</param>
    /// <param name="request">What is asked; null for a scan.</param>
    /// <param name="images">What is known of the signatures of images; null for what the request brings.</param>
    public Evaluation(PolicyEngine engine, RuleIndex rules, ResourceSet set, List<DocumentError> errors, EvaluationRequest? request = null,
        IReadOnlyDictionary<string, ImageVerification>? images = null)
    {
        this.engine = engine;
        this.rules = rules;
        this.errors = errors;
        policy = engine.Policy;
        options = engine.Options;
        coverage = options.Framework is null ? null : [];
        Request = request;
        isWhole = errors.Count == 0;
        comments = new CommentWaivers(errors);
        namespaces = new NamespaceBook(set, request);
        fold = new FindingFold(new StrongerFindings(rules, JudgeAlone));
        context = new RuleContext(policy.KubernetesVersion, policy.Profile.Level(), set, findings, undecided)
        {
            Now = options.Clock(),
            Detector = engine.Detector,
            TrustedSigners = policy.Trust.IsEmpty ? null : policy.Trust.SignersOf,
            Images = images ?? request?.Images,
            Approvers = policy.Trust.Approvals.InWords(),
            RequestedNamespace = () => request?.NamespaceName,
            Coverage = coverage,
            Running = Runs,
        };
        walk = new ResourceWalk(rules, context, findings, Tell);
    }

    /// <summary>The waivers that cover something.</summary>
    public ICollection<Waiver>? Used { get; init; }

    /// <summary>Whether a part of the rules judges on behalf of another evaluation, which reports what is idle.</summary>
    private bool IsPart { get; init; }

    /// <summary>Says what is kept of resources for rules that compare them later; null where all is judged now.</summary>
    public FactKeeper? Keeper { get; init; }

    /// <summary>What is kept.</summary>
    public List<KeptResource> Kept { get; } = [];

    /// <summary>What is kept of the resources of the set; null where they are whole.</summary>
    public IReadOnlyDictionary<Resource, KeptResource>? KeptOf { get; init; }

    /// <summary>Ends the evaluation.</summary>
    public CancellationToken Cancellation { get; init; }

    private EvaluationRequest? Request { get; }

    private List<AdmissionResult>? Verdicts { get; set; }

    /// <summary>Judges resources.</summary>
    public Decision Judge(IReadOnlyList<Resource> resources, string source)
    {
        Verdicts = Request is null ? null : [];
        ComparisonSearch? search = Keeper is null ? null : new ComparisonSearch(Keeper.Comparing);
        for (int i = 0; i < resources.Count;)
            i += JudgeObject(resources, i, search);
        Try(resources, ReportIdleComments);
        if (resources.Count == 0 && Request?.Old is { } old)
        {
            Admit(old, null, rules.Admission);
            Close(old);
        }
        return ToDecision(source, resources.Count == 0 && Request?.Old is not null ? 1 : resources.Count);
    }

    /// <summary>Judges what was kept of a source, now that the set of resources is there.</summary>
    public Decision JudgeKept(IReadOnlyList<KeptResource> kept, string source)
    {
        foreach (KeptResource one in kept)
            if (one.IsJudged && one.ToResource() is { } resource)
                JudgeKept(one, resource);
        foreach (KeptResource one in IsPart ? [] : kept)
            judged.AddRange(one.StillIdleComments(spent).Select(Judge));
        return ToDecision(source, 0) with { IsAddition = true };
    }

    private Decision ToDecision(string source, int count)
    {
        foreach (Waiver waiver in spent)
            Used?.Add(waiver);
        judged.Sort(FindingOrder.Instance);
        folded.Sort(FindingOrder.Instance);
        return new Decision(source, count, judged, errors)
        {
            Folded = folded,
            NotEvaluated = undecided.Count == 0 ? [] : [.. undecided.Distinct()],
            AllowsNotEvaluated = options.AllowNotEvaluated,
            Verdicts = Verdicts ?? [],
            Judged = coverage ?? (IReadOnlyCollection<JudgedSection>)[],
        };
    }

    /// <summary>Judges the resources of one object: a workload for each pod that it carries. What is said of the object itself is said once.</summary>
    /// <returns>How many resources the object has.</returns>
    private int JudgeObject(IReadOnlyList<Resource> resources, int first, ComparisonSearch? search)
    {
        int count = 1;
        while (first + count < resources.Count && ReferenceEquals(resources[first + count].Node, resources[first].Node))
            count++;
        WaiverBook? waivers = OpenWaivers(resources[first]);
        int start = judged.Count;
        for (int i = 0; i < count; i++)
            Judge(resources[first + i], search, waivers, isLast: i == count - 1);
        if (count > 1)
            RemoveRepeated(start);
        return count;
    }

    private void RemoveRepeated(int start)
    {
        var seen = new HashSet<(string, string, string)>();
        PolicyFinding[] kept = [.. judged.Skip(start).Where(f => seen.Add((f.Finding.Rule.Id, f.Finding.Location.Path, f.Finding.Message)))];
        judged.RemoveRange(start, judged.Count - start);
        judged.AddRange(kept);
    }

    private void Judge(Resource resource, ComparisonSearch? search, WaiverBook? waivers, bool isLast)
    {
        bool isSelected = IsSelected(resource);
        awaiting.Clear();
        if (isSelected)
        {
            if (resource.Unread.Count > 0)
                undecided.AddRange(resource.Unread.Select(u => NotEvaluated.Of(resource, u)));
            Try(resource, "The judging", () => walk.Walk(resource, (rule, finding) => Add(rule, finding, resource, waivers)));
            Admit(resource, waivers, rules.Admission);
            Close(resource);
        }
        KeptResource? kept = search is null ? null : Keeper!.Keep(resource, isSelected, awaiting, search, comments);
        if (kept is not null)
            Kept.Add(kept);
        if (isSelected && isLast)
            Try(resource, "The search for idle waivers", () => ReportIdle(waivers, kept));
    }

    private void JudgeKept(KeptResource kept, Resource resource)
    {
        WaiverBook? waivers = null;
        now = (resource, kept);
        Try(resource, "The reading of waivers", () => waivers = new WaiverBook(policy, resource, kept.WaiversAt, context.Now, [], spent));
        Try(resource, "The judging", () => walk.Walk(
            resource,
            (rule, finding) => Add(rule, finding, resource, waivers),
            rule => rule.IsOverFacts || (kept.WholeRules is { } whole && Array.IndexOf(whole, rule) >= 0)));
        if (kept.WholeRules is { } rulesOfWhole)
            Admit(resource, waivers, Array.FindAll(rulesOfWhole, r => r.Rule is AdmissionRule));
        Close(resource);
        if (kept.IdleWaivers is { } idle)
            Try(resource, "The search for idle waivers", () => judged.AddRange((waivers?.StillIdle(idle) ?? []).Select(Judge)));
    }

    /// <summary>Puts a resource to the cluster's own policies. What asks for a namespace that may still come waits for it.</summary>
    private void Admit(Resource resource, WaiverBook? waivers, ConfiguredRule[] policies)
    {
        if (policies.Length == 0 || !Array.Exists(policies, p => p.AppliesTo(resource)))
            return;
        AdmissionRequest request = Request?.AdmissionFor(resource) ?? new AdmissionRequest(resource.Node);
        foreach (ConfiguredRule rule in policies)
        {
            if (!rule.AppliesTo(resource))
                continue;
            var use = Keeper is null ? null : new NamespaceUse();
            AdmissionResult result = Evaluate((AdmissionRule)rule.Rule, request, use, resource);
            if (use is { IsAsked: true })
            {
                awaiting.Add(rule);
                continue;
            }
            Verdicts?.Add(result with { Resource = request.Identity });
            context.Resource = resource;
            context.Enter(rule.Rule, rule.Parameters, null);
            findings.Clear();
            Try(resource, "The judging", () => AdmissionRule.Report(result, resource, context));
            foreach (Finding finding in findings)
                Add(rule, finding, resource, waivers);
        }
    }

    /// <summary>What answers for the cluster may throw anything, and the other policies are evaluated all the same.</summary>
    private AdmissionResult Evaluate(AdmissionRule rule, AdmissionRequest request, NamespaceUse? use, Resource resource)
    {
        try
        {
            return rule.Evaluate(request, namespaces.ContextOf(request, use), Cancellation);
        }
#pragma warning disable CA1031 // A context of anybody's may throw anything.
        catch (Exception e) when (Fault.CanBeIsolated(e))
#pragma warning restore CA1031
        {
            DocumentError fault = Fault.OfRule(rule.Descriptor.Id, resource, e);
            if (!errors.Contains(fault))
                errors.Add(fault);
            return rule.Fail(request, fault.Message);
        }
    }

    /// <summary>Whether a rule judges a resource, in this evaluation or in the one that this is a part of.</summary>
    private bool Runs(string rule, Resource resource) =>
        IsSelected(resource) && Array.Exists(engine.RuleIndex.All, r => r.Rule.Descriptor.Id == rule && r.AppliesTo(resource));

    private bool IsSelected(Resource resource) => policy.Select.Keeps(resource) && policy.Exclude?.LeavesAlone(resource) != true;

    /// <summary>Tells that a rule failed: once, also where it failed on several parts of a resource.</summary>
    private void Tell(ConfiguredRule rule, Exception exception)
    {
        DocumentError fault = Fault.OfRule(rule.Rule.Descriptor.Id, context.Resource, exception);
        if (!errors.Contains(fault))
            errors.Add(fault);
    }

    /// <summary>Takes a finding in.</summary>
    private void Add(ConfiguredRule rule, Finding finding, Resource resource, WaiverBook? waivers)
    {
        if (rule.TakesIn(finding, resource))
            fold.Add(Judge(finding, rule, ReasonFor(finding, resource, waivers)));
    }

    /// <summary>Decides which findings about a resource are reported, and which another one says better.</summary>
    private void Close(Resource resource) => Try(resource, "The comparison of findings", () => fold.Close(resource, judged, folded));

    /// <summary>Judges a resource of the set by one rule.</summary>
    private Decision JudgeAlone(ConfiguredRule rule, Resource resource)
    {
        var alone = new Evaluation(engine, new RuleIndex([rule]), context.Set, []) { KeptOf = KeptOf, Cancellation = Cancellation, IsPart = true };
        if (now is { } judging && ReferenceEquals(judging.Resource, resource))
            return alone.JudgeKept([judging.Kept], "");
        return KeptOf is not null && KeptOf.TryGetValue(resource, out KeptResource? kept) ? alone.JudgeKept([kept], "") : alone.Judge([resource], "");
    }

    private PolicyFinding Judge(Finding finding, ConfiguredRule rule, (string? Reason, bool IsInSource) waived)
    {
        Severity severity = rule.Setting?.Severity ?? finding.Severity;
        bool isKnown = waived.Reason is null && options.Baseline?.Knows(finding) == true;
        return new PolicyFinding(finding, severity, rule.Enforcement ?? options.EnforcementOf(severity), waived.Reason, isKnown)
        {
            IsWaivedInSource = waived.IsInSource,
        };
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
