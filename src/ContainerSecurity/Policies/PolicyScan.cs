using System.Collections.Concurrent;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Policies;

/// <summary>One run over many sources: a look at the kinds that rules compare with, then the decisions in order, a bounded number at a time.</summary>
internal sealed class PolicyScan(PolicyEngine engine, IReadOnlyList<ManifestSource> all, CancellationToken cancellation)
{
    private const int SourcesPerTask = 8;
    private readonly ConcurrentDictionary<Waiver, byte> used = new();
    private readonly IReadOnlyList<ManifestSource> sources = ComposeFileNames.WithoutOverrides(all);
    private readonly SharedFindings shared = new();
    private readonly ConcurrentQueue<DocumentError> faults = new();

    public IEnumerable<Decision> Run()
    {
        ResourceSet set = ReadSet();
        foreach (Decision[] decisions in InOrder(Read, content => Judge(content, set)))
            foreach (Decision decision in decisions)
                yield return shared.Once(decision);
        if (PolicyDecision() is var own && own.Findings.Count + own.Errors.Count > 0)
            yield return own;
    }

    private SourceContent Read(ManifestSource source) => engine.Read(source, cancellation);

    private Decision Judge(SourceContent content, ResourceSet set)
    {
        var usedHere = new List<Waiver>();
        Decision decision;
        try
        {
            decision = engine.Evaluate(content, set, usedHere);
        }
#pragma warning disable CA1031 // No fault of one source takes the decisions of the others.
        catch (Exception e) when (Fault.CanBeIsolated(e))
#pragma warning restore CA1031
        {
            decision = new Decision(content.Path, content.Resources.Count, [], [.. content.Errors, Fault.OfText(content.Path, e)]);
        }
        foreach (Waiver waiver in usedHere)
            used.TryAdd(waiver, 0);
        return decision with { IsOfMany = true };
    }

    /// <summary>What the rules compare with. Only sources whose text names such a kind are read for it, and workloads only where a kind is here that a rule compares them with, so most scans read nothing twice.</summary>
    private ResourceSet ReadSet()
    {
        IReadOnlyList<IReadOnlyList<string>> wanted = engine.SetKinds;
        string[] kinds = [.. wanted.SelectMany(k => k).Where(k => k != ResourceSet.AllWorkloads).Distinct()];
        KubernetesResource[] resources = kinds.Length == 0 ? [] : ReadKinds(kinds);
        bool needsWorkloads = wanted.Any(k => k.Contains(ResourceSet.AllWorkloads) && resources.Any(r => k.Contains(r.Kind)));
        WorkloadSummary[] workloads = needsWorkloads ? [.. InOrder(s => s.ReadResource is null ? Read(s) : new SourceContent(s.Path, [], []), ReadWorkloads).SelectMany(found => found).SelectMany(found => found)] : [];
        return new ResourceSet(resources, workloads, engine.Policy.IsSetComplete);
    }

    private KubernetesResource[] ReadKinds(string[] kinds)
    {
        var search = new KindSearch(kinds);
        KubernetesResource[] Find(ManifestSource source) =>
            source.ReadResource is null && search.MayHold(source) ? [.. Read(source).Resources.OfType<KubernetesResource>().Where(r => kinds.Contains(r.Kind))] : [];
        return [.. InOrder(source => source, Find).SelectMany(found => found).SelectMany(found => found)];
    }

    private WorkloadSummary[] ReadWorkloads(SourceContent content)
    {
        try
        {
            return [.. content.Resources.OfType<Workload>().Where(w => w.Platform == Platform.Kubernetes).Select(w => new WorkloadSummary(w))];
        }
#pragma warning disable CA1031 // What other sources are compared with lacks this one, which is said.
        catch (Exception e) when (Fault.CanBeIsolated(e))
#pragma warning restore CA1031
        {
            faults.Enqueue(Fault.OfText(content.Path, e));
            return [];
        }
    }

    private Decision PolicyDecision()
    {
        var findings = new List<PolicyFinding>();
        var identity = new ResourceIdentity("containersecurity.io/v1", "Policy", null, engine.Policy.Name);
        DateTimeOffset now = engine.Options.Clock();
        foreach (Waiver waiver in engine.Policy.Waivers)
            if (waiver.IsExpired(now))
                findings.Add(WaiverFindings.Judge(WaiverFindings.Expired(waiver, identity), engine.Policy, engine.Options));
            else if (!used.ContainsKey(waiver) && engine.Rules.Any(waiver.Names))
                findings.Add(WaiverFindings.Judge(WaiverFindings.Unused(waiver, identity), engine.Policy, engine.Options));
        findings.Sort(FindingOrder.Instance);
        return new Decision(findings.Count > 0 ? findings[0].Finding.Location.File.Path : "", 0, findings, [.. faults]) { IsOfMany = true };
    }

    /// <summary>Runs the work on several threads but hands out results in the order of the sources, and never holds more than a few of them.</summary>
    private IEnumerable<TResult[]> InOrder<TRead, TResult>(Func<ManifestSource, TRead> read, Func<TRead, TResult> work)
    {
        int parallelism = Math.Max(1, engine.Options.Parallelism);
        if (parallelism == 1 || sources.Count <= SourcesPerTask)
        {
            for (int i = 0; i < sources.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                yield return [work(read(sources[i]))];
            }
            yield break;
        }
        var running = new Queue<Task<TResult[]>>();
        for (int start = 0; start < sources.Count || running.Count > 0;)
        {
            for (; start < sources.Count && running.Count < parallelism * 3; start += SourcesPerTask)
            {
                cancellation.ThrowIfCancellationRequested();
                int from = start;
                running.Enqueue(Task.Run(() => Array.ConvertAll(Batch(from, read), s => work(s)), cancellation));
            }
            yield return running.Dequeue().GetAwaiter().GetResult();
        }
    }

    private TRead[] Batch<TRead>(int from, Func<ManifestSource, TRead> read)
    {
        var batch = new TRead[Math.Min(SourcesPerTask, sources.Count - from)];
        for (int i = 0; i < batch.Length; i++)
            batch[i] = read(sources[from + i]);
        return batch;
    }
}
