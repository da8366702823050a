using ContainerSecurity.Documents;
using ContainerSecurity.Hardening.Changes;
using ContainerSecurity.Hardening.Fixes;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Hardening;

/// <summary>
/// Mends what a policy says may be mended: the findings of the rules that it marks with <c>harden</c>. It sets what the
/// rules ask for and nothing else, it invents no numbers, and it judges its own result. Immutable and safe for use from
/// any thread.
/// </summary>
public sealed partial class Hardener
{
    private const string Mirror = "kubernetes.io/config.mirror";
    private readonly PolicyEngine? engine;
    private readonly HashSet<string> ids;
    private readonly HardeningOptions options;

    /// <summary>Creates a hardener.</summary>
    /// <param name="policy">The policy; rules without <c>harden</c> are not mended.</param>
    /// <param name="options">What is known from outside; null for the defaults.</param>
    /// <exception cref="ArgumentException">The policy gives a parameter that no rule reads, or a value that its rule does not allow.</exception>
    public Hardener(Policy policy, HardeningOptions? options = null)
    {
        Policy = policy ?? throw new ArgumentNullException(nameof(policy));
        this.options = options ?? new HardeningOptions();
        ids = [.. RuleCatalog.All.Where(r => Mends(policy, r)).Select(r => r.Descriptor.Id)];
        if (ids.Count > 0)
            engine = new PolicyEngine(policy, new PolicyEngineOptions { OnlyRules = [.. ids], Clock = this.options.Clock, Limits = this.options.Limits });
        Rules = engine?.Rules ?? [];
    }

    /// <summary>The policy.</summary>
    public Policy Policy { get; }

    /// <summary>The rules whose findings are mended, by ID.</summary>
    public IReadOnlyList<RuleDescriptor> Rules { get; }

    /// <summary>The engine that runs the hardened rules alone; null where the policy hardens none.</summary>
    internal PolicyEngine? Engine => engine;

    internal HardeningOptions Options => options;

    /// <summary>Hardens one resource that is created.</summary>
    /// <param name="resource">The resource, which stays as it is.</param>
    public HardeningResult Harden(Resource resource) => Harden([resource ?? throw new ArgumentNullException(nameof(resource))], null);

    /// <summary>Hardens one object of Kubernetes that is created.</summary>
    /// <param name="document">The object, such as JSON that was read; a list of objects is none.</param>
    public HardeningResult Harden(DocumentNode document)
    {
        var errors = new List<DocumentError>();
        IReadOnlyList<Resource> resources = KubernetesReader.Read(document ?? throw new ArgumentNullException(nameof(document)), errors, Policy.Pods);
        if (errors.Count > 0)
            return HardeningResult.Nothing with { Errors = errors };
        return resources.Count > 0 && resources.All(r => ReferenceEquals(r.Node, document)) ? Harden(resources, null) : HardeningResult.Nothing;
    }

    /// <summary>
    /// Hardens what a request wants: objects that are created, and the templates of those that are changed. A Pod that
    /// is there already cannot be changed, and nothing is done about what is deleted or connected to.
    /// </summary>
    /// <param name="request">The request, about one object.</param>
    public HardeningResult Harden(EvaluationRequest request)
    {
        _ = request ?? throw new ArgumentNullException(nameof(request));
        IReadOnlyList<Resource> wanted = request.Resources;
        bool isWanted = request.Operation == AdmissionOperation.Create
            || (request.Operation == AdmissionOperation.Update && wanted.All(r => r is Workload { IsPod: false }));
        return isWanted && wanted.Count > 0 && wanted.All(r => ReferenceEquals(r.Node, wanted[0].Node)) ? Harden(wanted, request.Set) : HardeningResult.Nothing;
    }

    /// <summary>Hardens the resources of one object: a workload for each pod that it carries.</summary>
    internal HardeningResult Harden(IReadOnlyList<Resource> resources, ResourceSet? set)
    {
        if (engine is null)
            return HardeningResult.Nothing;
        ObjectPlan plan = Plan(resources, set);
        return plan.ToResult();
    }

    /// <summary>Whether a finding is one of a hardened rule, and counts.</summary>
    internal bool IsMine(PolicyFinding finding) => finding.IsActive && ids.Contains(finding.Finding.Rule.Id);

    /// <summary>Plans the changes of one object, and judges what they make of it.</summary>
    internal ObjectPlan Plan(IReadOnlyList<Resource> resources, ResourceSet? set)
    {
        var plan = new ObjectPlan(resources[0].Node);
        foreach (Resource resource in resources)
        {
            Decision decision = engine!.Evaluate(new EvaluationRequest(resource) { Set = set });
            plan.Errors.AddRange(decision.Errors);
            PolicyFinding[] findings = [.. decision.WithFolded.Where(IsMine)];
            if (findings.Length > 0 && plan.Errors.Count == 0)
                Mend(resource, findings, plan);
        }
        if (plan.Errors.Count > 0)
            return ObjectPlan.Failed(resources[0].Node, plan.Errors);
        Check(resources, plan, set);
        return plan;
    }

    private void Mend(Resource resource, PolicyFinding[] findings, ObjectPlan plan)
    {
        if (resource is not Workload workload || ObstacleOf(workload) is not null)
        {
            string reason = ObstacleOf(resource as Workload) ?? "there is no mechanical fix here";
            plan.Left.AddRange(findings.Select(f => new LeftFinding(f, $"Left as it is: {reason}.")));
            return;
        }
        var context = new FixContext(workload, plan.Changes, options, id => Policy.Rules[id].Harden ?? HardeningScope.None);
        foreach (IFix fix in AllFixes.InOrder)
        {
            context.TurnTo([.. findings.Where(f => fix.Rules.Contains(f.Finding.Rule.Id))]);
            if (context.Findings.Count > 0)
                fix.Apply(context);
        }
        plan.Left.AddRange(context.Left);
        plan.Notes.AddRange(context.Notes);
    }

    /// <summary>Why a workload is not changed at all; null where it may be.</summary>
    private static string? ObstacleOf(Workload? workload) =>
        workload is null ? null
        : workload.IsInText && workload.Platform == Platform.Docker ? "files of this kind are changed by hand"
        : workload.Platform == Platform.Docker ? "a container that exists cannot be changed; create it anew"
        : workload is { Platform: Platform.Kubernetes, Pod.IsOpen: true } ? "it is not whole, so nobody knows what a change comes to"
        : !workload.PodAnnotations[Mirror].IsMissing ? "it mirrors a static Pod, which its node describes"
        : workload.IsOwned && !workload.IsPod ? "another object owns it and would make it anew; change that one"
        : null;

    /// <summary>Judges an object of Kubernetes again after the changes: what is still found is left.</summary>
    private void Check(IReadOnlyList<Resource> resources, ObjectPlan plan, ResourceSet? set)
    {
        if (plan.Changes.Changes.Count == 0 || resources[0] is not Workload { Platform: Platform.Kubernetes })
            return;
        plan.Hardened = ChangedTree.Of(plan.Root, plan.Changes.Changes);
        var known = new HashSet<(string, string)>(plan.Left.Select(l => l.Finding.Finding)
            .Select(f => (f.Rule.Id, DocumentPath.ToPointer(plan.Changes.TokensOf(f.Location.Path)))));
        foreach (Resource resource in KubernetesReader.Read(plan.Hardened, [], Policy.Pods))
            foreach (PolicyFinding finding in engine!.Evaluate(new EvaluationRequest(resource) { Set = set }).WithFolded.Where(IsMine))
                if (known.Add((finding.Finding.Rule.Id, DocumentPath.ToPointer(DocumentPath.Parse(finding.Finding.Location.Path)))))
                    plan.Left.Add(new LeftFinding(finding, "Left as it is: the change does not mend it; change it by hand."));
    }

    private static bool Mends(Policy policy, Rule rule) =>
        rule.Descriptor.IsHardenable
        && policy.Rules.TryGetValue(rule.Descriptor.Id, out RuleSetting? setting)
        && setting.Harden is { } scope && scope != HardeningScope.None
        && policy.Runs(rule);
}
