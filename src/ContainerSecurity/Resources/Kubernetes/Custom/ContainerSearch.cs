using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes.Custom;

/// <summary>
/// Looks through a custom resource for whatever looks like containers, pods and objects, wherever they stand: kinds
/// are many, and where they have their containers is said in no schema at hand.
/// </summary>
/// <param name="known">The pods that are read already.</param>
internal sealed class ContainerSearch(ICollection<MappingNode> known)
{
    private const int MaxPods = 1000;

    /// <summary>The pods, in source order.</summary>
    public List<FoundPod> Pods { get; } = [];

    /// <summary>The objects inside the object, in source order.</summary>
    public List<MappingNode> Objects { get; } = [];

    /// <summary>What looks like containers and is not read.</summary>
    public List<UnreadPart> Unread { get; } = [];

    /// <summary>Searches an object.</summary>
    public void Search(MappingNode root) => VisitFields("", root, null, e => e.Key is "apiVersion" or "kind" or "metadata" or "status");

    private void Visit(string key, DocumentNode node, MappingNode? security)
    {
        switch (node)
        {
            case MappingNode mapping when !known.Contains(mapping):
                VisitMapping(key, mapping, security);
                break;
            case SequenceNode sequence:
                foreach (DocumentNode item in sequence.Items)
                    Visit(key, item, security);
                break;
            case ScalarNode scalar when EmbeddedText.MayHoldContainers(scalar):
                VisitText(key, scalar);
                break;
        }
    }

    private void VisitMapping(string key, MappingNode mapping, MappingNode? security)
    {
        if (ContainerShape.IsObject(mapping))
        {
            Objects.Add(OpenDocument.WithHoles(mapping));
            return;
        }
        VisitFields(key, mapping, security, IsSchema);
    }

    private void VisitFields(string key, MappingNode mapping, MappingNode? security, Func<MappingEntry, bool> isPassed)
    {
        List<(string, MappingNode)> containers = ContainersOf(mapping);
        bool isContainer = ContainerShape.IsContainer(mapping);
        if (containers.Count > 0 || ContainerShape.IsPod(mapping))
            Add(new FoundPod(mapping, containers, security));
        else if (isContainer)
            Add(new FoundPod(mapping, [(key, mapping)], security) { HasFields = false });
        MappingNode? below = isContainer || !ContainerShape.HasSettings(mapping["securityContext"]) ? security : (MappingNode)mapping["securityContext"]!;
        var taken = new HashSet<DocumentNode>(containers.Select(c => (DocumentNode)c.Item2));
        foreach (MappingEntry entry in mapping.Entries)
            if (!isPassed(entry))
                VisitValue(entry, taken, below);
    }

    /// <summary>Whether a key holds the description of a type, in which nothing runs: of a custom resource's, or of kro's.</summary>
    private static bool IsSchema(MappingEntry entry) =>
        entry.Key == "openAPIV3Schema" || (entry is { Key: "schema", Value: MappingNode schema } && ObjectShape.IsObject(schema));

    /// <summary>Goes on below a key. What is inside a container that is taken is looked through as well.</summary>
    private void VisitValue(MappingEntry entry, HashSet<DocumentNode> taken, MappingNode? security)
    {
        IEnumerable<DocumentNode> nodes = entry.Value switch
        {
            SequenceNode sequence => sequence.Items,
            MappingNode values when values.Entries.Any(e => taken.Contains(e.Value)) => values.Entries.Select(e => e.Value),
            _ => [entry.Value],
        };
        foreach (DocumentNode node in nodes)
            if (node is MappingNode mapping && taken.Contains(mapping))
                foreach (MappingEntry inner in mapping.Entries)
                    Visit(inner.Key, inner.Value, security);
            else
                Visit(entry.Key, node, security);
    }

    private void VisitText(string key, ScalarNode scalar)
    {
        if (EmbeddedText.TryRead(scalar, out IReadOnlyList<MappingNode> found) is { } reason)
        {
            Unread.Add(new UnreadPart(DocumentLocation.Of(scalar), reason));
            return;
        }
        foreach (MappingNode mapping in found)
            if (ContainerShape.IsObject(mapping))
                Objects.Add(mapping);
            else
                VisitMapping(key, mapping, null);
    }

    private void Add(FoundPod pod)
    {
        if (Pods.Count < MaxPods)
            Pods.Add(pod);
        else if (Pods.Count == MaxPods && !Unread.Exists(u => u.IsBound))
            Unread.Add(new UnreadPart(DocumentLocation.Of(pod.Node), $"The object has more than {MaxPods} pods; those from here on were not judged.")
            {
                IsBound = true,
            });
    }

    private static List<(string, MappingNode)> ContainersOf(MappingNode mapping)
    {
        var found = new List<(string, MappingNode)>();
        foreach (MappingEntry entry in mapping.Entries)
            if (entry.Value is SequenceNode list && ContainerShape.IsListKey(entry.Key))
                found.AddRange(OfList(entry.Key, list).Select(i => (entry.Key, i)));
            else if (entry.Value is MappingNode one && ContainerShape.IsSingleKey(entry.Key) && ContainerShape.MayBeContainer(one))
                found.Add((entry.Key, one));
            else if (entry.Value is MappingNode set && ContainerShape.IsListKey(entry.Key))
                found.AddRange(OfSet(set).Select(i => (i.Key, i.Node)));
        return found;
    }

    private static IEnumerable<MappingNode> OfList(string key, SequenceNode list) =>
        list.Items.OfType<MappingNode>().Where(i => ContainerShape.MayBeContainer(i) || IsNamed(key, i));

    /// <summary>Containers by their names.</summary>
    private static IEnumerable<(string Key, MappingNode Node)> OfSet(MappingNode set) =>
        set.Entries.Where(e => e.Value is MappingNode one && ContainerShape.MayBeContainer(one)).Select(e => (e.Key, (MappingNode)e.Value));

    /// <summary>Whether an item is a container by its key and its name alone, which the operator completes.</summary>
    private static bool IsNamed(string key, MappingNode item) =>
        key is "containers" or "initContainers" && item["name"] is ScalarNode { IsNull: false } && item["template"] is null;
}
