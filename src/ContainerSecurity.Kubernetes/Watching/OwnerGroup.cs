namespace ContainerSecurity.Kubernetes.Watching;

/// <summary>Objects of which the first in order is told, and the others only where they say more.</summary>
/// <param name="key">What tells it from other groups.</param>
internal sealed class OwnerGroup(string key)
{
    private static readonly Comparer<WatchedObject> Order = Comparer<WatchedObject>.Create(WatchedObject.Compare);

    public string Key => key;

    public SortedSet<WatchedObject> Members { get; } = new(Order);

    /// <summary>Whether something else is told for an object.</summary>
    public bool Owns(WatchedObject member) => Members.Min != member;
}
