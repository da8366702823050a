using System.Collections.Concurrent;

namespace ContainerSecurity.Policies;

/// <summary>
/// Works on items in batches on several threads and gives the results in the order of the items. Whoever asks for a
/// result that is not there yet works on what waits, so that no thread is idle and none spins.
/// </summary>
/// <param name="work">Works on one item, on any thread.</param>
/// <param name="threads">How many threads work, the one that asks among them.</param>
internal sealed class OrderedWork<TItem, TResult>(Func<TItem, TResult> work, int threads)
{
    private const int MaxBatch = 4;
    private const int BatchesPerThread = 3;
    private readonly Queue<WorkBatch<TItem, TResult>> ordered = new();
    private readonly ConcurrentQueue<WorkBatch<TItem, TResult>> waiting = new();
    private readonly int maxBatches = Math.Max(1, threads) * BatchesPerThread;
    private int helping;

    /// <summary>Works on items. They are asked for on the thread that asks for the results, and never many ahead of these.</summary>
    /// <param name="items">The items.</param>
    /// <param name="count">How many there are; null where nobody knows.</param>
    public IEnumerable<TResult> Run(IEnumerable<TItem> items, int? count)
    {
        bool isAlone = threads <= 1 || count <= 1;
        int size = isAlone ? 1 : count is { } known ? Math.Max(1, Math.Min(MaxBatch, known / maxBatches)) : MaxBatch;
        using IEnumerator<TItem> enumerator = items.GetEnumerator();
        try
        {
            for (bool hasMore = true; hasMore || ordered.Count > 0;)
            {
                while (hasMore && ordered.Count < maxBatches)
                {
                    List<TItem> batch = Take(enumerator, size, out hasMore);
                    if (isAlone || (!hasMore && ordered.Count == 0))
                        foreach (TItem item in batch)
                            yield return work(item);
                    else if (batch.Count > 0)
                        Add(batch);
                }
                if (ordered.Count > 0)
                    foreach (TResult result in Next())
                        yield return result;
            }
        }
        finally
        {
            // Who has seen enough leaves what nobody works on yet.
            while (waiting.TryDequeue(out _))
            {
            }
        }
    }

    private static List<TItem> Take(IEnumerator<TItem> items, int size, out bool hasMore)
    {
        var batch = new List<TItem>(size);
        hasMore = true;
        while (batch.Count < size && (hasMore = items.MoveNext()))
            batch.Add(items.Current);
        return batch;
    }

    private void Add(List<TItem> items)
    {
        var batch = new WorkBatch<TItem, TResult>(items);
        ordered.Enqueue(batch);
        waiting.Enqueue(batch);
        StartHelper();
    }

    private TResult[] Next()
    {
        WorkBatch<TItem, TResult> next = ordered.Dequeue();
        while (!next.IsDone && waiting.TryDequeue(out WorkBatch<TItem, TResult>? other))
            other.Run(work);
        return next.Wait();
    }

    private void StartHelper()
    {
        if (Interlocked.Increment(ref helping) < threads)
            Task.Run(Help);
        else
            Interlocked.Decrement(ref helping);
    }

    private void Help()
    {
        while (waiting.TryDequeue(out WorkBatch<TItem, TResult>? batch))
            batch.Run(work);
        Interlocked.Decrement(ref helping);
        // What was added before this helper counted as gone would else wait for the one who asks.
        if (!waiting.IsEmpty)
            StartHelper();
    }
}
