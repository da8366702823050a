using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes.Models;

namespace ContainerSecurity.Kubernetes.Watching;

/// <summary>The objects of a kind as they are now. Changed by one thread, read by any.</summary>
/// <param name="job">The watch of the kind.</param>
internal sealed class InformedKind(WatchJob job)
{
    /// <summary>How many objects of a kind are held; more are a gap.</summary>
    internal const int MaxObjects = 20_000;

    private readonly Dictionary<string, (int Generation, CelValue Value)> objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> unreadable = new(StringComparer.Ordinal);
    private volatile IReadOnlyDictionary<string, CelValue> now = new Dictionary<string, CelValue>();
    private volatile string? gap = $"The objects of kind {job.Kind.FullName} have not been listed yet.";
    private int fullIn = -1;
    private bool isFull;

    public WatchJob Job => job;

    /// <summary>The objects, by their names with kind and namespace.</summary>
    public IReadOnlyDictionary<string, CelValue> Objects => now;

    /// <summary>What keeps them from being all there, as far as a watch can know; null for nothing.</summary>
    public string? Gap => gap;

    public void Apply(ObjectChange change)
    {
        objects.Remove(change.Name);
        unreadable.Remove(change.Name);
        if (change.IsDeleted)
            return;
        if (objects.Count >= MaxObjects)
        {
            (isFull, fullIn) = (true, change.Generation);
            return;
        }
        try
        {
            objects[change.Name] = (change.Generation, DocumentValue.Of(change.Object.ToDocument()));
        }
        catch (UnreadableObjectException e)
        {
            unreadable[change.Name] = e.Message;
        }
    }

    /// <summary>Forgets what the last list did not hold.</summary>
    public void EndList(int generation)
    {
        job.IsListed = true;
        isFull = fullIn >= generation;
        foreach (string old in objects.Where(o => o.Value.Generation < generation).Select(o => o.Key).ToArray())
            objects.Remove(old);
    }

    /// <summary>Shows what was changed to who reads.</summary>
    public void Publish()
    {
        now = objects.ToDictionary(o => o.Key, o => o.Value.Value, StringComparer.Ordinal);
        gap = job.Gap?.Message
            ?? (isFull ? $"There are more than {MaxObjects} objects of kind {job.Kind.FullName}, and no more are held." : null)
            ?? unreadable.Select(u => $"{u.Key} was not read, because {u.Value}.").FirstOrDefault()
            ?? (job.IsListed ? null : gap);
    }
}
