using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Kustomize.Output;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Helm.Kustomize;

/// <summary>The files of a kustomization, judged as what they build.</summary>
internal sealed class KustomizationFolder : SourceFolder
{
    private readonly Kustomization built;
    private readonly HashSet<string> files;

    /// <summary>Creates a folder of a kustomization that was built.</summary>
    /// <param name="name">The path of the kustomization.</param>
    /// <param name="built">What it builds.</param>
    public KustomizationFolder(string name, Kustomization built)
        : base(name)
    {
        this.built = built;
        // What could not be built is read file by file, so that nothing is left out.
        files = new HashSet<string>((IsBuilt ? built.Files.Append(name) : [name]).Select(Path.GetFullPath), StringComparer.Ordinal);
    }

    private bool IsBuilt => built.Errors.Count == 0;

    /// <inheritdoc/>
    public override bool Covers(string path) => files.Contains(Path.GetFullPath(path));

    /// <inheritdoc/>
    public override SourceContent Read(SourceReader reader, FolderScope scope)
    {
        if (!IsBuilt)
        {
            SourceContent own = reader.Read(Source.FromFile(Name));
            return own with { Name = Name, Errors = [.. built.Errors, .. own.Errors], IsForeign = false };
        }
        var errors = new List<DocumentError>();
        DocumentNode[] documents =
            [.. built.Documents.Where(d => !scope.IsHidden(d.File.Path) && (scope.Named is null || NodesOf(d).Any(n => scope.Judges(n.File.Path))))];
        IEnumerable<Resource> objects = documents.SelectMany(d => KubernetesReader.Read(d, errors, reader.Pods));
        Resource[] resources = [.. objects, .. RestOfFiles(documents, scope)];
        return new SourceContent(Name, resources, errors) { Unread = built.Unknown };
    }

    /// <summary>The texts that are in no object, in which secrets may be all the same.</summary>
    private IEnumerable<TextFile> RestOfFiles(IEnumerable<DocumentNode> documents, FolderScope scope)
    {
        var rests = built.Texts.Where(t => scope.Judges(t.Path)).ToDictionary(t => t.Path, t => new RestOfFile(t), StringComparer.Ordinal);
        foreach (DocumentNode node in documents.SelectMany(NodesOf))
            if (rests.TryGetValue(node.File.Path, out RestOfFile? rest))
            {
                if (node is ScalarNode scalar)
                    rest.Remove(scalar);
                else
                    rest.RemoveKey(node);
            }
        return rests.Values.Select(r => r.ToFile()).OfType<SourceFile>().Select(f => new TextFile(f));
    }

    private static IEnumerable<DocumentNode> NodesOf(DocumentNode node)
    {
        var waiting = new Stack<DocumentNode>([node]);
        while (waiting.TryPop(out DocumentNode? next))
        {
            yield return next;
            if (next is MappingNode mapping)
                foreach (MappingEntry entry in mapping.Entries)
                    waiting.Push(entry.Value);
            if (next is SequenceNode sequence)
                foreach (DocumentNode item in sequence.Items)
                    waiting.Push(item);
        }
    }
}
