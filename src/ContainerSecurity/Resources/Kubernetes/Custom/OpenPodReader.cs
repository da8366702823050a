using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes.Custom;

/// <summary>Reads a pod that an operator completes. What is said of it is known; what is not said is unknown.</summary>
internal static class OpenPodReader
{
    private static readonly string[] Lists = ["env", "envFrom", "ports", "volumeMounts", "volumeDevices", "command", "args"];
    private static readonly string[] Objects = ["securityContext", "resources", "livenessProbe", "readinessProbe", "startupProbe", "lifecycle"];
    private static readonly string[] Texts = ["name", "image", "imagePullPolicy", "restartPolicy", "stdin", "tty"];

    /// <summary>The fields that a container and a pod both have a word for, or that only the container has.</summary>
    private static readonly string[] ContainerFields = [.. Lists, .. Texts, "resources", "livenessProbe", "readinessProbe", "startupProbe", "lifecycle"];

    public static Workload Read(NodeView root, FoundPod found, ICollection<DocumentError> errors)
    {
        MappingNode pod = PodOf(found);
        NodeView view = new(pod, errors);
        MappingNode? parent = found.Node.Parent as MappingNode;
        bool isSpec = parent is not null && parent["spec"] == found.Node && parent["metadata"] is MappingNode && parent.Parent is not null;
        NodeView metadata = isSpec ? new NodeView(OpenDocument.Of((MappingNode)parent!["metadata"]!), errors) : view["metadata"];
        return WorkloadReader.Read(root, view, metadata, isPod: false, [.. ContainersOf(found, pod, errors)]);
    }

    /// <summary>The pod's fields: its own, with the security context that holds for it.</summary>
    private static MappingNode PodOf(FoundPod found)
    {
        MappingNode node = found.Node;
        bool isMixed = HasMain(found) && node["securityContext"] is MappingNode mixed && ContainerShape.HasOwnSettings(mixed);
        DocumentNode? own = node["podSecurityContext"] ?? (isMixed ? null : node["securityContext"]);
        DocumentNode? security = !found.HasFields || own is not MappingNode ? found.OuterSecurity : own;
        IEnumerable<MappingEntry> kept = found.HasFields
            ? node.Entries.Where(IsOfPod)
            : [];
        MappingEntry[] entries =
        [
            .. kept.Select(e => e with { Value = Opened(e.Value) }),
            .. security is null ? [] : new[] { new MappingEntry("securityContext", KeyOf(security), Opened(security)) },
        ];
        return (MappingNode)OpenDocument.InPlace(node, new MappingNode(node.File, node.Span, entries, isOpen: true));
    }

    /// <summary>Whether a field has the name and the shape of a pod's.</summary>
    private static bool IsOfPod(MappingEntry entry) => entry.Key switch
    {
        "volumes" or "tolerations" or "hostAliases" => entry.Value is SequenceNode list && list.Items.All(i => i is not ScalarNode and not SequenceNode),
        "affinity" or "nodeSelector" or "os" or "metadata" => entry.Value is MappingNode,
        "hostNetwork" or "hostPID" or "hostIPC" or "hostUsers" or "shareProcessNamespace" or "automountServiceAccountToken"
            or "serviceAccountName" or "serviceAccount" or "runtimeClassName" or "restartPolicy" => entry.Value is ScalarNode,
        _ => false,
    };

    private static SourceSpan KeyOf(DocumentNode node) => node.Parent is MappingNode parent ? parent.EntryAt(node.Index).KeySpan : node.Span;

    private static IEnumerable<Container> ContainersOf(FoundPod found, MappingNode pod, ICollection<DocumentError> errors)
    {
        foreach ((string key, MappingNode node) in found.Containers)
            yield return Read(OpenDocument.InPlace(node, OfContainer(node, null)), key, errors);
        if (HasMain(found))
            yield return Read(OpenDocument.InPlace(found.Node, OfContainer(found.Node, ContainerFields, KeepsSecurity(found))), NameOf(found.Node), errors);
    }

    private static Container Read(DocumentNode node, string key, ICollection<DocumentError> errors)
    {
        var view = new NodeView(node, errors);
        bool isInit = key.StartsWith("init", StringComparison.OrdinalIgnoreCase) || key.EndsWith("initContainers", StringComparison.OrdinalIgnoreCase);
        ContainerType type = isInit ? view.Text("restartPolicy").Is("Always") ? ContainerType.Sidecar : ContainerType.Init
            : key == "ephemeralContainers" ? ContainerType.Ephemeral
            : ContainerType.Regular;
        return ContainerReader.Read(view, type, needsName: false);
    }

    /// <summary>Whether the mapping of the pod says something of the container itself, as objects with an image of their own do.</summary>
    private static bool HasMain(FoundPod found) =>
        found.HasFields && (found.Node["image"] is ScalarNode { IsNull: false } || KeepsSecurity(found)
            || (found.Containers.Count == 0 && ContainerShape.HasSettings(found.Node["securityContext"] ?? found.Node["podSecurityContext"])));

    /// <summary>Whether the security context in the mapping of the pod is the container's.</summary>
    private static bool KeepsSecurity(FoundPod found) =>
        found.Node["securityContext"] is MappingNode security && (found.Node["podSecurityContext"] is MappingNode || ContainerShape.HasOwnSettings(security));

    private static string NameOf(DocumentNode node) => node.Parent is MappingNode parent ? parent.EntryAt(node.Index).Key : "";

    private static MappingNode OfContainer(MappingNode node, string[]? only, bool keepsSecurity = true)
    {
        IEnumerable<MappingEntry> kept = node.Entries.Where(e =>
            e.Key == "securityContext" ? keepsSecurity : only is null || Array.IndexOf(only, e.Key) >= 0);
        MappingEntry[] entries = [.. kept.Select(e => e with { Value = IsMisshapen(e) ? Unknown(e.Value) : Opened(e.Value) })];
        return new MappingNode(node.File, node.Span, entries, isOpen: true);
    }

    /// <summary>Whether a field has the name of a container's, and another shape: then it is another field.</summary>
    private static bool IsMisshapen(MappingEntry entry) =>
        entry.Key is "command" or "args" ? entry.Value is not SequenceNode texts || texts.Items.Any(i => i is SequenceNode or MappingNode)
        : Array.IndexOf(Lists, entry.Key) >= 0 ? entry.Value is not SequenceNode list || list.Items.Any(i => i is SequenceNode or ScalarNode)
        : Array.IndexOf(Objects, entry.Key) >= 0 ? entry.Value is not MappingNode
        : Array.IndexOf(Texts, entry.Key) >= 0 && entry.Value is not ScalarNode;

    private static DocumentNode Opened(DocumentNode node) => OpenDocument.OfValue(node);

    private static UnknownNode Unknown(DocumentNode node) => new(node.File, node.Span) { IsPresent = true };
}
