using System.Runtime.ExceptionServices;

namespace ContainerSecurity.Policies;

/// <summary>Some items that one thread works on, and what came of them.</summary>
/// <param name="items">The items.</param>
internal sealed class WorkBatch<TItem, TResult>(IReadOnlyList<TItem> items)
{
    private readonly object gate = new();
    private TResult[]? results;
    private ExceptionDispatchInfo? failure;
    private volatile bool isDone;

    /// <summary>Whether the work is done.</summary>
    public bool IsDone => isDone;

    /// <summary>Does the work; called once, on any thread.</summary>
    public void Run(Func<TItem, TResult> work)
    {
        try
        {
            var done = new TResult[items.Count];
            for (int i = 0; i < done.Length; i++)
                done[i] = work(items[i]);
            results = done;
        }
#pragma warning disable CA1031 // Who asks for the results gets what was thrown.
        catch (Exception e)
#pragma warning restore CA1031
        {
            failure = ExceptionDispatchInfo.Capture(e);
        }
        lock (gate)
        {
            isDone = true;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>What came of the items, in their order; waits, asleep, until the work is done.</summary>
    public TResult[] Wait()
    {
        lock (gate)
            while (!isDone)
                Monitor.Wait(gate);
        failure?.Throw();
        return results!;
    }
}
