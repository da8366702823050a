using ContainerSecurity.Sources;

namespace ContainerSecurity.Policies;

/// <summary>Runs a pass on several threads, hands out decisions in the order of the sources, and never holds more than a few of them.</summary>
/// <param name="pass">The pass.</param>
/// <param name="parallelism">How many sources are judged at a time.</param>
/// <param name="cancellation">Stops before the next source.</param>
internal sealed partial class PolicyScan(ScanPass pass, int parallelism, CancellationToken cancellation)
{
    private const int SourcesPerTask = 8;
    private readonly int maxTasks = Math.Max(1, parallelism) * 3;

    /// <summary>What kept the sources from being listed to their end; null for nothing.</summary>
    private Exception? fault;

    /// <summary>Runs over sources that are at hand.</summary>
    public IEnumerable<Decision> Run(IEnumerable<Source> sources)
    {
        int? count = (sources as IReadOnlyCollection<Source>)?.Count;
        foreach (SourceOutcome outcome in NewWork().Run(Taken(sources), count))
            yield return pass.Add(outcome);
        if (fault is not null)
            yield return ScanPass.Broken(fault);
        Source[] waiting = [.. pass.Waiting];
        foreach (SourceOutcome outcome in NewWork().Run(waiting, waiting.Length))
            yield return pass.Add(outcome);
        foreach (Decision decision in pass.End(parallelism))
            yield return decision;
    }

    private OrderedWork<Source, SourceOutcome> NewWork() => new(Judge, parallelism);

    private SourceOutcome Judge(Source source)
    {
        cancellation.ThrowIfCancellationRequested();
        return pass.Judge(source);
    }

    /// <summary>The sources that are read now; what gives them may fail, and those before are judged all the same.</summary>
    private IEnumerable<Source> Taken(IEnumerable<Source> sources)
    {
        using IEnumerator<Source> enumerator = sources.GetEnumerator();
        while (Moves(enumerator))
        {
            cancellation.ThrowIfCancellationRequested();
            if (pass.Takes(enumerator.Current))
                yield return enumerator.Current;
        }
    }

    private bool Moves(IEnumerator<Source> sources)
    {
        try
        {
            return sources.MoveNext();
        }
#pragma warning disable CA1031 // A list of anybody's may throw anything.
        catch (Exception e) when (Fault.CanBeIsolated(e))
#pragma warning restore CA1031
        {
            fault = e;
            return false;
        }
    }
}
