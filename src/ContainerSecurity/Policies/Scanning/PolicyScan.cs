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

    /// <summary>Runs over sources that are at hand.</summary>
    public IEnumerable<Decision> Run(IEnumerable<Source> sources)
    {
        foreach (Decision decision in Judge(sources))
            yield return decision;
        foreach (Decision decision in Judge(pass.Waiting, areHeld: true))
            yield return decision;
        foreach (Decision decision in pass.End())
            yield return decision;
    }

    private IEnumerable<Decision> Judge(IEnumerable<Source> sources, bool areHeld = false)
    {
        using IEnumerator<Source> enumerator = sources.GetEnumerator();
        var running = new Queue<Task<SourceOutcome[]>>();
        Exception? broken = null;
        bool hasMore = true;
        while (hasMore || running.Count > 0)
        {
            while (hasMore && running.Count < maxTasks)
            {
                cancellation.ThrowIfCancellationRequested();
                List<Source> batch = Take(enumerator, areHeld, ref hasMore, ref broken);
                if (batch.Count == 0)
                    continue;
                if (parallelism <= 1 || (!hasMore && running.Count == 0))
                    foreach (Source source in batch)
                    {
                        cancellation.ThrowIfCancellationRequested();
                        yield return pass.Add(pass.Judge(source));
                    }
                else
                    running.Enqueue(Task.Run(() => batch.Select(pass.Judge).ToArray(), cancellation));
            }
            if (running.Count > 0)
                foreach (SourceOutcome outcome in running.Dequeue().GetAwaiter().GetResult())
                    yield return pass.Add(outcome);
        }
        if (broken is not null)
            yield return ScanPass.Broken(broken);
    }

    /// <summary>Takes some sources; what gives them may fail, and those before are judged all the same.</summary>
    private List<Source> Take(IEnumerator<Source> enumerator, bool areHeld, ref bool hasMore, ref Exception? broken)
    {
        var batch = new List<Source>(SourcesPerTask);
        try
        {
            while (batch.Count < (parallelism <= 1 ? 1 : SourcesPerTask) && (hasMore = enumerator.MoveNext()))
                if (areHeld || pass.Takes(enumerator.Current))
                    batch.Add(enumerator.Current);
        }
#pragma warning disable CA1031 // A list of anybody's may throw anything.
        catch (Exception e) when (Fault.CanBeIsolated(e))
#pragma warning restore CA1031
        {
            (hasMore, broken) = (false, e);
        }
        return batch;
    }
}
