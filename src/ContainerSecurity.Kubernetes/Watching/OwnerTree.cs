namespace ContainerSecurity.Kubernetes.Watching;

/// <summary>
/// Knows which object made which, while both come and go in any order, and groups what is told together: a Deployment
/// with its ReplicaSets and Pods; pods that run the same where their maker is not seen.
/// </summary>
/// <param name="changed">Is told of each group that has to be told anew.</param>
internal sealed class OwnerTree(Action<OwnerGroup> changed)
{
    /// <summary>More makers above each other than there are.</summary>
    private const int MaxDepth = 16;

    private readonly Dictionary<string, WatchedObject> makers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<WatchedObject>> made = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OwnerGroup> groups = new(StringComparer.Ordinal);

    /// <summary>Takes in an object, or that it has another maker or runs something else than before.</summary>
    public void Place(WatchedObject placed, string? maker)
    {
        if (placed.Maker != maker)
        {
            Part(placed);
            placed.Maker = maker;
        }
        if (maker is not null)
            Made(maker).Add(placed);
        bool isNew = !placed.IsPod && makers.TryAdd(placed.Reference.Uid, placed);
        Regroup(placed, followsMade: isNew);
    }

    public void Remove(WatchedObject removed)
    {
        Part(removed);
        Leave(removed);
        if (!removed.IsPod && makers.TryGetValue(removed.Reference.Uid, out WatchedObject? known) && known == removed)
        {
            makers.Remove(removed.Reference.Uid);
            RegroupMade(removed, 0);
        }
    }

    private void Regroup(WatchedObject placed, bool followsMade, int depth = 0)
    {
        string key = KeyOf(placed);
        if (placed.Group?.Key != key)
        {
            Leave(placed);
            if (!groups.TryGetValue(key, out OwnerGroup? group))
                groups.Add(key, group = new OwnerGroup(key));
            group.Members.Add(placed);
            placed.Group = group;
            followsMade = true;
        }
        changed(placed.Group);
        if (followsMade && !placed.IsPod)
            RegroupMade(placed, depth);
    }

    private void RegroupMade(WatchedObject maker, int depth)
    {
        if (depth < MaxDepth && made.TryGetValue(maker.Reference.Uid, out HashSet<WatchedObject>? children))
            foreach (WatchedObject child in children.ToArray())
                if (child != maker)
                    Regroup(child, followsMade: false, depth + 1);
    }

    private void Leave(WatchedObject leaving)
    {
        if (leaving.Group is not { } group)
            return;
        group.Members.Remove(leaving);
        leaving.Group = null;
        if (group.Members.Count == 0)
            groups.Remove(group.Key);
        else
            changed(group);
    }

    private void Part(WatchedObject parting)
    {
        if (parting.Maker is not { } maker || !made.TryGetValue(maker, out HashSet<WatchedObject>? children))
            return;
        children.Remove(parting);
        if (children.Count == 0)
            made.Remove(maker);
    }

    private HashSet<WatchedObject> Made(string maker)
    {
        if (!made.TryGetValue(maker, out HashSet<WatchedObject>? children))
            made.Add(maker, children = []);
        return children;
    }

    private string KeyOf(WatchedObject placed)
    {
        WatchedObject top = placed;
        for (int i = 0; i < MaxDepth && top.Maker is { } uid && makers.TryGetValue(uid, out WatchedObject? maker) && WatchedObject.Compare(maker, top) < 0; i++)
            top = maker;
        if (top == placed && placed is { IsPod: true, Maker: { } unseen })
            return $"{unseen} {placed.Containers}";
        return top.Reference.Uid.Length > 0 ? top.Reference.Uid : top.Name;
    }
}
