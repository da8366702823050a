using ContainerSecurity.Analyzers.Projection;
using ContainerSecurity.Analyzers.Roots;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Docker;
using ContainerSecurity.Resources.Kubernetes;
using ContainerSecurity.Rules;
using Microsoft.CodeAnalysis;

namespace ContainerSecurity.Analyzers.Judging;

/// <summary>The document that a root becomes: a fragment is put into an open object of its kind, so that the rules find it where they look.</summary>
internal sealed class RootDocument
{
    private Dictionary<string, DocumentNode>? nodes;

    private RootDocument(Root root, MappingDraft whole)
    {
        Node = whole.Freeze();
        Resources = root.Format == RootFormat.Kubernetes ? KubernetesReader.Read(Node, []) : DockerReader.Read(Node, []);
    }

    public DocumentNode Node { get; }

    public IReadOnlyList<Resource> Resources { get; }

    /// <summary>Makes the document.</summary>
    /// <param name="root">What the draft's type is judged as.</param>
    /// <param name="draft">The root's draft.</param>
    /// <param name="origin">Where the objects around a fragment are told to be.</param>
    public static RootDocument Of(Root root, MappingDraft draft, Origin origin)
    {
        Draft at = draft;
        for (int i = root.Path.Count - 1; i >= 0; i--)
            at = root.Path[i].Length == 0 ? ListOf(at, origin) : ObjectOf(root.Path[i], at, origin);
        var whole = (MappingDraft)at;
        if (root.Format == RootFormat.Kubernetes)
            Identify(whole, root, origin);
        if (root is { Format: RootFormat.Kubernetes, Kind: "Secret" })
            SecretData.Forget(whole);
        return new RootDocument(root, root.Format switch
        {
            RootFormat.Swarm => Translation.Swarm.Translate(whole),
            RootFormat.PulumiDocker => Translation.Pulumi.Translate(whole),
            RootFormat.Exec => Translation.Exec.Translate(whole),
            RootFormat.ImagePull => Translation.OfPull(whole),
            _ => whole,
        });
    }

    /// <summary>The node at a path; null where the document has none, so that a finding there is about something missing.</summary>
    public DocumentNode? Find(string path)
    {
        if (nodes is null)
            Index(Node, nodes = new Dictionary<string, DocumentNode>(StringComparer.Ordinal));
        return nodes.TryGetValue(path, out DocumentNode? node) ? node : null;
    }

    /// <summary>The place in code of what a finding is about; null where that is missing.</summary>
    public Location? PlaceOf(Finding finding, SourceMap sources) =>
        finding.Location.Path.Length > 0 && Find(finding.Location.Path) is { } node ? sources.LocationOf(node.File, finding.Location.Span) : null;

    private static void Index(DocumentNode node, Dictionary<string, DocumentNode> nodes)
    {
        if (node is not ScalarNode { IsNull: true })
            nodes[node.Path] = node;
        if (node is MappingNode mapping)
            foreach (MappingEntry entry in mapping.Entries)
                Index(entry.Value, nodes);
        if (node is SequenceNode sequence)
            foreach (DocumentNode item in sequence.Items)
                Index(item, nodes);
    }

    private static SequenceDraft ListOf(Draft item, Origin origin)
    {
        var list = new SequenceDraft(origin) { IsOpen = true };
        list.Items.Add(item);
        return list;
    }

    private static MappingDraft ObjectOf(string key, Draft value, Origin origin)
    {
        var mapping = new MappingDraft(origin) { IsOpen = true };
        mapping.Set(key, origin, value);
        return mapping;
    }

    /// <summary>Says what the type says: kind and version. The namespace is mostly an argument of the call that sends the object.</summary>
    private static void Identify(MappingDraft whole, Root root, Origin origin)
    {
        Require(whole, "kind", root.Kind, origin);
        Require(whole, "apiVersion", root.ApiVersion, origin);
        if (whole["metadata"] is null or ScalarDraft { IsNull: true })
            whole.Set("metadata", origin, new MappingDraft(origin) { IsOpen = whole.IsOpen });
        if (whole["metadata"] is MappingDraft metadata && metadata["namespace"] is null)
            metadata.Set("namespace", origin, new UnknownDraft(origin));
    }

    private static void Require(MappingDraft whole, string key, string text, Origin origin)
    {
        if (whole[key] is not ScalarDraft { IsNull: false })
            whole.Set(key, origin, new ScalarDraft(origin, text, ScalarStyle.Quoted));
    }
}
