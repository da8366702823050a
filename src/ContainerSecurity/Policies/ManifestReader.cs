using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Policies;

/// <summary>Reads Kubernetes manifests; whatever no other reader takes is one.</summary>
internal sealed class ManifestReader(DocumentReader documents, PodTemplates templates) : ISourceReader
{
    private static readonly string[] ChartFiles = ["../Chart.yaml", "../../Chart.yaml", "../../../Chart.yaml"];

    public bool Takes(SourceText source, SourceType asked) => asked is SourceType.Auto or SourceType.Kubernetes;

    public SourceContent Read(SourceText source, SourceType asked)
    {
        bool mustBeObjects = asked == SourceType.Kubernetes && !source.IsFound;
        DocumentSet set = documents.Read(source.File.Text ?? "", source.File.Path);
        var errors = set.Said();
        int said = errors.Count;
        var resources = new List<Resource>(set.Documents.Count);
        foreach (DocumentNode document in set.Documents)
            resources.AddRange(KubernetesReader.Read(document, errors, mustBeObjects, templates));
        bool isForeign = resources.Count == 0 && errors.Count == said && (said == 0 || !BeginsAsObject(source));
        return new SourceContent(source.File.Path, resources, errors) { IsForeign = isForeign };
    }

    /// <summary>Whether a text that does not parse begins as an object, or is a template of a chart.</summary>
    private static bool BeginsAsObject(SourceText source) =>
        TopLevelReader.Read(source.File.Text ?? "").Any(d => d.IsObject) || IsChartTemplate(source);

    /// <summary>Whether a file stands in the templates of a chart. Helm renders none whose name begins with an underscore.</summary>
    private static bool IsChartTemplate(SourceText source) =>
        source.File.Path.Replace('\\', '/').Contains("templates/") && !ComposeFileNames.NameOf(source.File.Path).StartsWith("_", StringComparison.Ordinal)
        && source.File.Text!.Contains("{{") && Array.Exists(ChartFiles, f => source.Neighbour(f).IsKnown);
}
