namespace ContainerSecurity.Kubernetes.Watching;

/// <summary>
/// What watches have seen and nobody has judged yet. Of each object only the last state is held, so many changes of one
/// are one; a bound makes the watches wait, and through them the server.
/// </summary>
/// <param name="capacity">How many objects are held.</param>
internal sealed class ChangeBuffer(int capacity)
{
    private readonly Lock gate = new();
    private Dictionary<string, ObjectChange> changes = new(StringComparer.Ordinal);
    private List<Action> marks = [];
    private TaskCompletionSource filled = NewSignal();
    private TaskCompletionSource emptied = NewSignal();

    /// <summary>Adds the state of an object; waits while too many are held.</summary>
    public async ValueTask AddAsync(ObjectChange change, CancellationToken cancellation)
    {
        while (true)
        {
            Task room;
            lock (gate)
            {
                if (changes.Count < capacity || changes.ContainsKey(change.Key))
                {
                    changes[change.Key] = change;
                    filled.TrySetResult();
                    return;
                }
                room = emptied.Task;
            }
            await room.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Adds what is to be done when all that was added before has been judged.</summary>
    public void Mark(Action action)
    {
        lock (gate)
        {
            marks.Add(action);
            filled.TrySetResult();
        }
    }

    /// <summary>Waits until there is something.</summary>
    public Task WaitAsync()
    {
        lock (gate)
            return filled.Task;
    }

    /// <summary>Takes all that there is.</summary>
    public (IReadOnlyCollection<ObjectChange> Changes, IReadOnlyList<Action> Marks) Take()
    {
        lock (gate)
        {
            (IReadOnlyCollection<ObjectChange>, IReadOnlyList<Action>) taken = (changes.Values, marks);
            changes = new Dictionary<string, ObjectChange>(StringComparer.Ordinal);
            marks = [];
            emptied.TrySetResult();
            (filled, emptied) = (NewSignal(), NewSignal());
            return taken;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
