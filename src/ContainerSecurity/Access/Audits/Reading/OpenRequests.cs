namespace ContainerSecurity.Access.Audits.Reading;

/// <summary>The last requests of a log, by which the stages of one are known as one.</summary>
internal sealed class OpenRequests(int capacity)
{
    private readonly Dictionary<Guid, bool> isDone = [];
    private readonly Queue<Guid> order = new();
    private long forgotten;
    private long waiting;

    /// <summary>How many requests arrived of which no outcome was seen.</summary>
    public long WithoutOutcome => forgotten + waiting;

    /// <summary>Takes a stage in. Returns whether it says something new: it is the first, or the first with an outcome.</summary>
    /// <param name="id">The request; the empty one stands for a request without an ID, which is new each time.</param>
    /// <param name="isFinal">Whether the stage has an outcome.</param>
    public bool TryTake(Guid id, bool isFinal)
    {
        if (id == Guid.Empty)
        {
            waiting += isFinal ? 0 : 1;
            return true;
        }
        if (isDone.TryGetValue(id, out bool done))
        {
            if (done || !isFinal)
                return false;
            isDone[id] = true;
            waiting--;
            return true;
        }
        if (order.Count == capacity)
            Forget(order.Dequeue());
        order.Enqueue(id);
        isDone.Add(id, isFinal);
        waiting += isFinal ? 0 : 1;
        return true;
    }

    private void Forget(Guid id)
    {
        isDone.Remove(id, out bool done);
        if (done)
            return;
        waiting--;
        forgotten++;
    }
}
