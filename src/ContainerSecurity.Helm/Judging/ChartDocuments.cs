using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Helm.Judging;

/// <summary>Makes resources of what the templates of a chart print, in their places.</summary>
/// <param name="files">The files that places lie in.</param>
/// <param name="templates">Where kinds carry pods.</param>
internal sealed class ChartDocuments(PlacedFiles files, PodTemplates templates)
{
    private const char Hole = RenderedText.Hole;
    private static readonly DocumentReader Documents = new();

    /// <summary>What is wrong with documents, at their places.</summary>
    public List<DocumentError> Errors { get; } = [];

    /// <summary>The resources of a text that a template prints.</summary>
    /// <param name="template">The template.</param>
    /// <param name="rendered">The text.</param>
    /// <param name="known">The documents that are left out because they are read elsewhere; receives those of this text.</param>
    public IEnumerable<Resource> Read(RenderedTemplate template, RenderedText rendered, ISet<string> known)
    {
        var text = new PlacedText(rendered, template.Path, files);
        var resources = new List<Resource>();
        foreach ((int start, int end) in ManifestSplit.Of(rendered.Text))
            if (known.Add($"{template.Source}\n{rendered.Text.AsSpan(start, end - start)}"))
                Read(text, new DocumentText(rendered.Text, start, end), template.Path, resources);
        return resources;
    }

    private void Read(PlacedText text, DocumentText document, string path, List<Resource> resources)
    {
        DocumentSet set = Documents.Read(document.Text, path);
        var placer = new DocumentPlacer(text, document);
        foreach (DocumentError error in set.Errors.Concat(set.Notices))
        {
            PlacedRegion region = placer.RegionOf(error.Span);
            Add(error with { File = region.File.Source.Path, Span = region.Span, Message = Readable(error.Message) });
        }
        foreach (DocumentNode root in set.Documents)
        {
            DocumentNode placed = placer.Place(root);
            var errors = new List<DocumentError>();
            IReadOnlyList<Resource> read = KubernetesReader.Read(placed, errors, templates);
            resources.AddRange(read);
            errors.ForEach(Add);
            if (read.Count == 0 && errors.Count == 0 && IsOpen(placed))
                Add(new DocumentError(placed.File.Path, placed.FieldSpan, "The document was not judged: its kind or version depends on the cluster, or on values "
                    + "that are not given. Give them with --values, --set or --api-versions."));
        }
    }

    private static bool IsOpen(DocumentNode root) =>
        root is UnknownNode or MappingNode { IsOpen: true } || (root is MappingNode mapping && (mapping["kind"] is UnknownNode || mapping["apiVersion"] is UnknownNode));

    private void Add(DocumentError error)
    {
        if (!Errors.Contains(error))
            Errors.Add(error);
    }

    private static string Readable(string message) => message.Replace(Hole.ToString(), "…", StringComparison.Ordinal);
}
