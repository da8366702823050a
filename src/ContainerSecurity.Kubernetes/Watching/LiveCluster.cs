using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Scanning;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Kubernetes.Watching;

/// <summary>What is known of a cluster that changes: its objects with what is said of each. It tells what a scan would tell that began now.</summary>
/// <param name="engine">The policy, the cluster's own policies in it.</param>
/// <param name="survey">What was known before the objects.</param>
/// <param name="options">What of the cluster is watched.</param>
/// <param name="selection">The kinds.</param>
internal sealed class LiveCluster(PolicyEngine engine, ClusterSurvey survey, ClusterScanOptions options, KindSelection selection)
{
    private readonly Dictionary<string, WatchedObject> objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Resource> namespaces = new(survey.Namespaces, StringComparer.Ordinal);
    private readonly Dictionary<string, UInt128> namespaceContents = new(survey.NamespaceContents, StringComparer.Ordinal);
    private readonly HashSet<OwnerGroup> dirtyGroups = [];
    private readonly HashSet<WatchedObject> dirty = [];
    private readonly List<ClusterObjectReference> gone = [];
    private readonly LiveScan scan = engine.NewLiveScan(new SourceOrder(survey.Kinds));
    private readonly ScanScope scope = new(survey, options);
    private readonly bool hasStatus = engine.Policy.Admission.Policies.Count > 0;
    private OwnerTree? owners;

    public int Count => objects.Count;

    public IReadOnlyCollection<string> Namespaces => namespaces.Keys;

    /// <summary>All that is told, for who has not listened yet.</summary>
    public IEnumerable<(ClusterObjectReference About, Decision Decision)> Told =>
        objects.Values.Where(o => o.Told is not null).Select(o => (o.Reference, o.Told!));

    /// <summary>Whether what compares objects has to be asked again.</summary>
    public bool NeedsComparison => scan.NeedsComparison;

    private OwnerTree Owners => owners ??= new OwnerTree(g => dirtyGroups.Add(g));

    /// <summary>Takes in the state of an object.</summary>
    /// <returns>Whether it was judged; an object of which nothing has changed that can be judged is not.</returns>
    public bool Put(ObjectChange change, CancellationToken cancellation)
    {
        ClusterObject found = change.Object;
        WatchedObject? known = objects.GetValueOrDefault(change.Name);
        if (change.IsReading && known is not { NeedsReading: true })
            return false;
        if (known is not null && known.Reference.Uid != found.Uid)
        {
            Remove(known);
            known = null;
        }
        UInt128 content = ContentHash.Of(found, hasStatus);
        if (known is { NeedsReading: false } && known.Content == content)
        {
            (known.Job, known.Generation) = (change.Job, change.Generation);
            return false;
        }
        known ??= Add(change);
        (known.Job, known.Generation, known.Content, known.NeedsReading, known.IsBeingRead) = (change.Job, change.Generation, content, false, false);
        Judge(known, found, cancellation);
        return true;
    }

    /// <summary>Forgets an object.</summary>
    /// <param name="name">Its name with kind and namespace.</param>
    public void Remove(string name)
    {
        if (objects.TryGetValue(name, out WatchedObject? known))
            Remove(known);
    }

    /// <summary>Forgets the objects of a job that its last list did not hold.</summary>
    public void Sweep(WatchJob job, int generation)
    {
        foreach (WatchedObject old in objects.Values.Where(o => o.Job == job && o.Generation < generation).ToArray())
            Remove(old);
    }

    /// <summary>Takes in a namespace, whose labels count for what is in it.</summary>
    /// <returns>Whether it is another one than before; also where there was none.</returns>
    public bool PutNamespace(ClusterObject found)
    {
        UInt128 content = ContentHash.Of(found, hasStatus: false);
        if (namespaceContents.TryGetValue(found.Name, out UInt128 before) && before == content)
            return false;
        namespaceContents[found.Name] = content;
        if (ObjectReader.Read(found, engine.Policy.Pods, []) is [var space, ..])
            namespaces[found.Name] = space;
        return true;
    }

    public void RemoveNamespace(string name)
    {
        namespaces.Remove(name);
        namespaceContents.Remove(name);
    }

    /// <summary>Asks what compares objects.</summary>
    /// <param name="gaps">What could not be seen.</param>
    /// <param name="cancellation">Ends the judging.</param>
    public IReadOnlyList<Decision> Compare(IReadOnlyList<ClusterGap> gaps, CancellationToken cancellation)
    {
        SettleOwners();
        var filter = new ComparisonFilter(survey, options, selection, gaps);
        var said = new Dictionary<WatchedObject, Decision>();
        var others = new List<Decision>();
        foreach (Decision decision in scan.Compare(cancellation))
            if (!decision.IsAddition)
                others.Add(decision);
            else if (filter.Finish(decision) is { } told && objects.TryGetValue(told.Source, out WatchedObject? about))
                said[about] = told;
        foreach (WatchedObject each in objects.Values)
        {
            Decision? compared = said.GetValueOrDefault(each);
            if (compared is not null || each.Compared is not null)
                MarkDirty(each);
            each.Compared = compared;
        }
        return others;
    }

    /// <summary>Tells what has changed in what is told.</summary>
    /// <param name="unreadable">Receives the objects that have to be read again.</param>
    public IReadOnlyList<ToldChange> Tell(ICollection<WatchedObject> unreadable)
    {
        var changes = new List<ToldChange>(gone.Select(g => new ToldChange(g, null)));
        gone.Clear();
        SettleOwners();
        foreach (OwnerGroup group in dirtyGroups)
            Compose(group, changes, unreadable);
        foreach (WatchedObject each in dirty)
            Tell(each, each.Own, changes);
        dirtyGroups.Clear();
        dirty.Clear();
        return changes;
    }

    private WatchedObject Add(ObjectChange change)
    {
        ClusterObject found = change.Object;
        var added = new WatchedObject(change.Job, change.Name,
            new ClusterObjectReference(found.Kind.ApiVersion, found.Kind.Name, found.Namespace, found.Name, found.Uid))
        {
            CarriesPods = selection.CarriesPods(found.Kind),
            IsPod = found.Kind.FullName == "Pod",
            IsReported = scope.IsReported(found),
        };
        objects.Add(change.Name, added);
        return added;
    }

    private void Remove(WatchedObject removed)
    {
        objects.Remove(removed.Name);
        dirty.Remove(removed);
        if (removed.CarriesPods)
            Owners.Remove(removed);
        scan.Remove(removed.Name);
        if (!Decisions.IsSilent(removed.Told))
            gone.Add(removed.Reference);
    }

    private void Judge(WatchedObject known, ClusterObject found, CancellationToken cancellation)
    {
        if (known.CarriesPods)
        {
            string? maker = MakerOf(found);
            if (known.IsPod && maker is not null)
                known.Containers = OwnerBook.ContainersOf(found);
            Owners.Place(known, maker);
        }
        bool isOwned = known.Group?.Owns(known) == true;
        // What a controller made of its template has nothing of its own but its pods.
        if (isOwned && !known.IsPod)
        {
            LetGo(known);
            return;
        }
        var errors = new List<DocumentError>();
        Source source = Source.FromResources(known.Name, () => ObjectReader.Read(found, engine.Policy.Pods, errors), found.Namespace is { } space
            ? namespaces.GetValueOrDefault(space) : null, isAlone: isOwned);
        Decision decision = scan.Put(source, cancellation);
        known.Own = errors.Count == 0 ? decision : decision with { Errors = [.. errors, .. decision.Errors] };
        known.Keys = known.CarriesPods ? [.. decision.Findings.Select(OwnerBook.KeyOf), .. decision.NotEvaluated.Select(OwnerBook.KeyOf)] : [];
        known.IsCompared = !isOwned;
        MarkDirty(known);
    }

    private static string? MakerOf(ClusterObject found) =>
        found.Controller is var maker && maker.TextOf("uid") is { Length: > 0 } uid && maker.TextOf("kind") != "Node" ? uid : null;

    private void MarkDirty(WatchedObject changed)
    {
        if (changed.Group is { } group)
            dirtyGroups.Add(group);
        else
            dirty.Add(changed);
    }

    /// <summary>What is told at its maker is compared there, too.</summary>
    private void SettleOwners()
    {
        foreach (OwnerGroup group in dirtyGroups)
            foreach (WatchedObject member in group.Members)
                if (group.Owns(member) && member.IsCompared)
                {
                    scan.Remove(member.Name);
                    (member.IsCompared, member.Compared) = (false, null);
                }
    }

    private void LetGo(WatchedObject known)
    {
        scan.Remove(known.Name);
        (known.Own, known.Compared, known.Keys, known.IsCompared) = (null, null, [], false);
    }

    private void Compose(OwnerGroup group, List<ToldChange> changes, ICollection<WatchedObject> unreadable)
    {
        HashSet<ulong> told = [];
        bool isFirst = true;
        foreach (WatchedObject member in group.Members)
        {
            if (isFirst)
                ComposeFirst(member, told, changes, unreadable);
            else if (member.IsPod)
                Tell(member, ComposeOwned(member, told, unreadable), changes);
            else
            {
                LetGo(member);
                (member.NeedsReading, member.IsBeingRead) = (false, false);
                Tell(member, null, changes);
            }
            isFirst = false;
        }
    }

    private static void ComposeFirst(WatchedObject first, HashSet<ulong> told, List<ToldChange> changes, ICollection<WatchedObject> unreadable)
    {
        told.UnionWith(first.Keys);
        if (!first.IsCompared || first.Own is null)
            NeedReading(first, unreadable);
        Tell(first, first.Own, changes);
    }

    /// <summary>What only a pod has, and its maker has not. Where that is nothing, its findings are let go.</summary>
    private static Decision? ComposeOwned(WatchedObject pod, HashSet<ulong> told, ICollection<WatchedObject> unreadable)
    {
        bool[] isNew = Array.ConvertAll(pod.Keys, told.Add);
        if (pod.Own is not { } own)
        {
            if (Array.IndexOf(isNew, true) >= 0)
                NeedReading(pod, unreadable);
            return null;
        }
        if (own.Errors.Count == 0 && Array.IndexOf(isNew, true) < 0)
        {
            pod.Own = null;
            return null;
        }
        return own with
        {
            Findings = [.. own.Findings.Where((_, i) => isNew[i])],
            NotEvaluated = [.. own.NotEvaluated.Where((_, i) => isNew[own.Findings.Count + i])],
        };
    }

    private static void NeedReading(WatchedObject needed, ICollection<WatchedObject> unreadable)
    {
        needed.NeedsReading = true;
        if (!needed.IsBeingRead)
            unreadable.Add(needed);
        needed.IsBeingRead = true;
    }

    private static void Tell(WatchedObject about, Decision? own, List<ToldChange> changes)
    {
        Decision? now = about.IsReported ? Decisions.Merge(own, about.Compared) : null;
        if (Decisions.AreSame(now, about.Told))
            return;
        bool wasSilent = Decisions.IsSilent(about.Told);
        about.Told = now;
        if (!wasSilent || !Decisions.IsSilent(now))
            changes.Add(new ToldChange(about.Reference, now));
    }
}
