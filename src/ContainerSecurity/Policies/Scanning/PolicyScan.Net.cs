using System.Runtime.CompilerServices;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Policies;

/// <content>Sources that have to be waited for.</content>
internal sealed partial class PolicyScan
{
    /// <summary>Runs over sources as they come. What has been judged is handed out before the next source is waited for.</summary>
    public async IAsyncEnumerable<Decision> RunAsync(IAsyncEnumerable<Source> sources, [EnumeratorCancellation] CancellationToken token = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, token);
        IAsyncEnumerator<Source> enumerator = sources.GetAsyncEnumerator(stop.Token);
        var running = new Queue<Task<SourceOutcome[]>>();
        var batch = new List<Source>(SourcesPerTask);
        Exception? broken = null;
        Task<bool> next = Task.FromResult(true);
        try
        {
            for (bool hasMore = true; hasMore || running.Count > 0;)
            {
                stop.Token.ThrowIfCancellationRequested();
                if (!hasMore || running.Count >= maxTasks)
                {
                    foreach (SourceOutcome outcome in await running.Dequeue().ConfigureAwait(false))
                        yield return pass.Add(outcome);
                    continue;
                }
                next = Next(enumerator, e => broken = e, stop.Token).AsTask();
                if (!next.IsCompleted)
                {
                    Start(running, ref batch);
                    while (running.Count > 0)
                        foreach (SourceOutcome outcome in await running.Dequeue().ConfigureAwait(false))
                            yield return pass.Add(outcome);
                }
                hasMore = await next.ConfigureAwait(false);
                if (hasMore && pass.Takes(enumerator.Current))
                    batch.Add(enumerator.Current);
                if (!hasMore || batch.Count == SourcesPerTask || parallelism <= 1)
                    Start(running, ref batch);
            }
        }
        finally
        {
            // Who has seen enough while the next source is waited for leaves nothing running.
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await enumerator.DisposeAsync().ConfigureAwait(false);
        }
        if (broken is not null)
            yield return ScanPass.Broken(broken);
        foreach (Source held in pass.Waiting)
            yield return pass.Add(await pass.JudgeAsync(held).ConfigureAwait(false));
        foreach (Decision decision in pass.End())
            yield return decision;
    }

    private void Start(Queue<Task<SourceOutcome[]>> running, ref List<Source> batch)
    {
        if (batch.Count == 0)
            return;
        List<Source> taken = batch;
        batch = new List<Source>(SourcesPerTask);
        running.Enqueue(Task.Run(() => JudgeAsync(taken), cancellation));
    }

    private async Task<SourceOutcome[]> JudgeAsync(List<Source> sources)
    {
        var outcomes = new SourceOutcome[sources.Count];
        for (int i = 0; i < outcomes.Length; i++)
            outcomes[i] = await pass.JudgeAsync(sources[i]).ConfigureAwait(false);
        return outcomes;
    }

    /// <summary>Asks for the next source; what gives them may fail, and those before are judged all the same.</summary>
    private static async ValueTask<bool> Next(IAsyncEnumerator<Source> enumerator, Action<Exception> failed, CancellationToken stopped)
    {
        try
        {
            return await enumerator.MoveNextAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A list of anybody's may throw anything.
        catch (Exception e) when (Fault.CanBeIsolated(e) || (e is OperationCanceledException && !stopped.IsCancellationRequested))
#pragma warning restore CA1031
        {
            failed(e);
            return false;
        }
    }
}
