using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Policies;

/// <summary>One pass over many sources. Sources are judged on any thread; their outcomes are added one by one, in order.</summary>
/// <param name="engine">The engine.</param>
/// <param name="given">What rules compare with; null where that is collected on the pass.</param>
/// <param name="cancellation">Ends the pass.</param>
internal sealed partial class ScanPass(PolicyEngine engine, ResourceSet? given, CancellationToken cancellation)
{
    private readonly ResourceSet set = given ?? new ResourceSet([], engine.Policy.IsSetComplete);
    private readonly FactKeeper? keeper = given is null && !engine.Keeper.IsIdle ? engine.Keeper : null;
    private readonly HashSet<Waiver> used = [];

    /// <summary>Whether the packages of anything were compared with advisories, so that waivers of flaws may be idle.</summary>
    private volatile bool comparesPackages;
    private readonly HashSet<string> composeFiles = new(StringComparer.Ordinal);
    private readonly List<Source> overrides = [];
    private readonly SharedFindings shared = new();

    /// <summary>What is kept so far.</summary>
    public KeptResources Kept { get; } = new();

    /// <summary>Whether a source is read now. An override of a compose file waits, because a base that comes brings it in.</summary>
    public bool Takes(Source source)
    {
        if (engine.Options.Type is not (SourceType.Auto or SourceType.Compose))
            return true;
        if (ComposeFileNames.BasesBeside(source.Name).Any())
        {
            overrides.Add(source);
            return false;
        }
        if (ComposeFileNames.IsFixed(ComposeFileNames.NameOf(source.Name)))
            composeFiles.Add(source.Name);
        return true;
    }

    /// <summary>The overrides whose base has not come.</summary>
    public IEnumerable<Source> Waiting => overrides.Where(o => !ComposeFileNames.BasesBeside(o.Name).Any(composeFiles.Contains));

    /// <summary>Reads and judges a source; on any thread.</summary>
    public SourceOutcome Judge(Source source) => Judge(engine.Reader.Read(source, cancellation), source);

    /// <summary>Judges what a source held; on any thread.</summary>
    private SourceOutcome Judge(SourceContent content, Source source)
    {
        FactKeeper? keeping = source.IsAlone ? null : keeper;
        if (SearchedText.PassOver(content) is { } passedOver)
            return new SourceOutcome(passedOver with { IsOfMany = true }, [], []);
        var usedHere = new List<Waiver>();
        if (content.Resources.Any(r => r is IHoldsPackages { IsCompared: true } or IHoldsPackages { Packages: not null }))
            comparesPackages = true;
        try
        {
            RuleIndex rules = keeper is null && !source.IsAlone ? engine.RuleIndex : engine.AloneRules;
            var evaluation = new Evaluation(engine, rules, keeper is null
                ? set
                : SetOf(content, source), [.. content.Errors], null, engine.FindImages(content.Resources, cancellation))
            {
                Used = usedHere,
                Keeper = keeping,
                Cancellation = cancellation,
            };
            Decision first = evaluation.Judge(content.Resources, content.Name);
            Decision laid = VariantFindings.Lay(content, first, usedHere, (resources, waivers) => JudgeAlone(resources, content, waivers));
            Decision decision = SearchedText.Mark(content, laid).With(content) with { IsOfMany = true };
            return new SourceOutcome(decision, evaluation.Kept, usedHere);
        }
#pragma warning disable CA1031 // No fault of one source takes the decisions of the others.
        catch (Exception e) when (Fault.CanBeIsolated(e))
#pragma warning restore CA1031
        {
            DocumentError[] errors = [.. content.Errors, Fault.OfText(content.Name, e)];
            return new SourceOutcome(new Decision(content.Name, content.Resources.Count, [], errors) { IsOfMany = true }, [], usedHere);
        }
    }

    /// <summary>Judges the resources of another way to read a source, which are compared with nothing.</summary>
    private Decision JudgeAlone(IReadOnlyList<Resource> resources, SourceContent content, List<Waiver> waivers) =>
        new Evaluation(engine, engine.AloneRules, new ResourceSet(resources, engine.Policy.IsSetComplete), [], null, engine.FindImages(resources, cancellation))
        {
            Used = waivers,
            Cancellation = cancellation,
        }.Judge(resources, content.Name);

    /// <summary>Adds the outcome of the next source.</summary>
    public Decision Add(SourceOutcome outcome)
    {
        used.UnionWith(outcome.Used);
        Decision decision = shared.Once(outcome.Decision);
        return keeper is not null && Kept.Add(decision.Source, outcome.Kept, keeper.Comparing) is { Count: > 0 } gaps
            ? decision with { NotEvaluated = [.. decision.NotEvaluated, .. gaps] }
            : decision;
    }

    /// <summary>Takes in what an earlier pass kept of a source.</summary>
    public void Resume(string source, SourceOutcome outcome, IEnumerable<ConfiguredRule> lacking)
    {
        used.UnionWith(outcome.Used);
        Kept.Resume(source, outcome.Kept, lacking);
    }

    /// <summary>The decision where no more sources can be had.</summary>
    public static Decision Broken(Exception exception) =>
        new("(sources)", 0, [], [Fault.Of("(sources)", "The listing of the sources", exception)]) { IsOfMany = true };

    /// <summary>
    /// What could be said only now that all sources have been read: what rules found that compare, then what is to be
    /// said of the policy's own waivers.
    /// </summary>
    public IEnumerable<Decision> End()
    {
        if (keeper is not null && !Kept.IsEmpty)
            foreach (Decision decision in Compare(keeper))
                yield return decision;
        if (PolicyDecision() is var own && own.Findings.Count > 0)
            yield return own;
    }

    private IEnumerable<Decision> Compare(FactKeeper keeper)
    {
        var keptOf = new Dictionary<Resource, KeptResource>();
        ResourceSet all = Collect(keptOf);
        bool isFirst = true;
        foreach ((string source, List<KeptResource> resources) in Kept.BySource)
        {
            cancellation.ThrowIfCancellationRequested();
            Decision decision = shared.Once(Compare(keeper, all, keptOf, source, resources)) with { IsOfMany = true };
            if (isFirst && Kept.Lacking.Any())
                decision = decision with { NotEvaluated = [.. decision.NotEvaluated, .. Kept.Lacking.Select(Gap)] };
            isFirst = false;
            if (decision.Findings.Count + decision.Folded.Count + decision.Errors.Count + decision.NotEvaluated.Count + decision.Judged.Count > 0)
                yield return decision;
        }
    }

    private Decision Compare(FactKeeper keeper, ResourceSet all, Dictionary<Resource, KeptResource> keptOf, string source, List<KeptResource> resources)
    {
        RuleIndex rules = Kept.Lacking.Any() ? new RuleIndex([.. keeper.Comparing.All.Except(Kept.Lacking)]) : keeper.Comparing;
        try
        {
            return new Evaluation(engine, rules, all, []) { Used = used, KeptOf = keptOf, Cancellation = cancellation }.JudgeKept(resources, source);
        }
#pragma warning disable CA1031 // No fault of one source takes the decisions of the others.
        catch (Exception e) when (Fault.CanBeIsolated(e))
#pragma warning restore CA1031
        {
            return new Decision(source, 0, [], [Fault.OfText(source, e)]) { IsAddition = true };
        }
    }

    /// <summary>A namespace of the same source, or given with it, is known while its objects are judged.</summary>
    private ResourceSet SetOf(SourceContent content, Source source) =>
        engine.RuleIndex.Admission.Length == 0 ? set
        : new ResourceSet(source.Namespace is { } space ? [.. content.Resources, space] : content.Resources, engine.Policy.IsSetComplete);

    private ResourceSet Collect(Dictionary<Resource, KeptResource> keptOf)
    {
        var resources = new List<KubernetesResource>();
        var workloads = new List<WorkloadSummary>();
        foreach ((_, List<KeptResource> kept) in Kept.BySource)
            foreach (KeptResource one in kept)
                if (one.Workload is { } workload)
                    workloads.Add(workload);
                else if (one.IsCompared && one.ToResource() is KubernetesResource resource)
                {
                    resources.Add(resource);
                    keptOf.Add(resource, one);
                }
        return new ResourceSet(resources, workloads, engine.Policy.IsSetComplete);
    }

    private static Rules.NotEvaluated Gap(ConfiguredRule rule) =>
        new(rule.Rule.Descriptor.Id, KeptResources.Reason, new DocumentLocation(new SourceFile("(policy)"), SourceSpan.FileStart, ""));

    private Decision PolicyDecision()
    {
        var findings = new List<PolicyFinding>();
        var identity = new ResourceIdentity("containersecurity.io/v1", "Policy", null, engine.Policy.Name);
        DateTimeOffset now = engine.Options.Clock();
        foreach (Waiver waiver in engine.Policy.Waivers)
            if (waiver.IsExpired(now))
                findings.Add(WaiverFindings.Judge(WaiverFindings.Expired(waiver, identity), engine.Policy, engine.Options));
            else if (!used.Contains(waiver) && engine.Rules.Any(waiver.Names) && (comparesPackages || !waiver.NamesFlaws))
                findings.Add(WaiverFindings.Judge(WaiverFindings.Unused(waiver, identity), engine.Policy, engine.Options));
        findings.Sort(FindingOrder.Instance);
        return new Decision(findings.Count > 0 ? findings[0].Finding.Location.File.Path : "", 0, findings, []) { IsOfMany = true };
    }
}
