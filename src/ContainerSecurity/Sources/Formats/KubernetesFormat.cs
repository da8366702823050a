using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Sources;

/// <summary>Reads Kubernetes manifests; whatever no other format reads is one.</summary>
internal sealed class KubernetesFormat(DocumentReader documents, PodTemplates templates, bool mustBeObjects = false) : ISourceFormat
{
    private static readonly string[] ChartFiles = ["../Chart.yaml", "../../Chart.yaml", "../../../Chart.yaml"];

    public bool CanRead(SourceData source) => source.File is not null;

    public SourceContent Read(SourceData source)
    {
        DocumentSet set = documents.Read(source.Text, source.Name);
        var errors = set.Said();
        int said = errors.Count;
        var resources = new List<Resource>(set.Documents.Count);
        foreach (DocumentNode document in set.Documents)
            resources.AddRange(KubernetesReader.Read(document, errors, mustBeObjects && !source.IsFound, templates));
        bool isForeign = resources.Count == 0 && errors.Count == said && (said == 0 || !BeginsAsObject(source));
        return new SourceContent(source.Name, resources, errors) { IsForeign = isForeign };
    }

    /// <summary>Whether a text that does not parse begins as an object, or is a template of a chart.</summary>
    private static bool BeginsAsObject(SourceData source) =>
        TopLevelReader.Read(source.Text).Any(d => d.IsObject) || IsChartTemplate(source);

    /// <summary>Whether a file stands in the templates of a chart. Helm renders none whose name begins with an underscore.</summary>
    private static bool IsChartTemplate(SourceData source) =>
        source.Name.Replace('\\', '/').Contains("templates/") && !ComposeFileNames.NameOf(source.Name).StartsWith("_", StringComparison.Ordinal)
        && source.Text.Contains("{{") && Array.Exists(ChartFiles, f => source.ReadBeside(f).IsKnown);
}
