using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Sources;

/// <summary>Reads Kubernetes manifests and what Kustomize builds them from; whatever no other format reads is one.</summary>
internal sealed class KubernetesFormat(DocumentReader documents, PodTemplates templates, bool mustBeObjects = false) : ISourceFormat
{
    private static readonly string[] ChartFiles = ["../Chart.yaml", "../../Chart.yaml", "../../../Chart.yaml"];
    private readonly KustomizationSearch kustomizations = new(documents);
    private readonly PatchReader patches = new(documents, templates);

    public bool CanRead(SourceData source) => source.File is not null;

    public SourceContent Read(SourceData source)
    {
        DocumentSet set = documents.Read(source.Text, source.Name);
        var errors = set.Said();
        int said = errors.Count;
        bool isKustomization = Kustomization.IsName(source.Name);
        if (!isKustomization && kustomizations.IsPatch(source, out string kustomization, out MappingNode? target))
            return ReadPatch(source, set, errors, kustomization, target);
        var resources = new List<Resource>(set.Documents.Count);
        foreach (DocumentNode document in set.Documents)
            if (isKustomization && Kustomization.Read(document, errors) is { } read)
                ReadKustomization(read, document, errors, resources);
            else
                resources.AddRange(KubernetesReader.Read(document, errors, mustBeObjects && !source.IsFound, templates));
        bool isForeign = resources.Count == 0 && errors.Count == said && (said == 0 || !(isKustomization || BeginsAsObject(source)));
        return new SourceContent(source.Name, resources, errors) { IsForeign = isForeign };
    }

    /// <summary>Reads a kustomization itself, which needs neither kind nor version, and the patches in it.</summary>
    private void ReadKustomization(Kustomization read, DocumentNode document, ICollection<DocumentError> errors, List<Resource> resources)
    {
        if (ObjectShape.IsObject(document))
            resources.AddRange(KubernetesReader.Read(document, errors, mustBeObject: false, templates));
        foreach ((ScalarNode text, MappingNode? target) in read.InlinePatches)
            resources.AddRange(patches.Read(text, target, errors));
    }

    private SourceContent ReadPatch(SourceData source, DocumentSet set, List<DocumentError> errors, string kustomization, MappingNode? target)
    {
        Resource[] resources = [.. set.Documents.SelectMany(d => patches.Read(d, target, errors))];
        var note = new DocumentNote(
            source.Name,
            SourceSpan.FileStart,
            $"The file is a patch of '{kustomization}'. What it says was judged; what it leaves out is not known here: "
                + "judge what 'kustomize build' prints as well.");
        return new SourceContent(source.Name, resources, errors) { Notes = [note] };
    }

    /// <summary>Whether a text that does not parse begins as an object, or is a template of a chart.</summary>
    private static bool BeginsAsObject(SourceData source) =>
        TopLevelReader.Read(source.Text).Any(d => d.IsObject) || IsChartTemplate(source);

    /// <summary>Whether a file stands in the templates of a chart. Helm renders none whose name begins with an underscore.</summary>
    private static bool IsChartTemplate(SourceData source) =>
        source.Name.Replace('\\', '/').Contains("templates/") && !ComposeFileNames.NameOf(source.Name).StartsWith("_", StringComparison.Ordinal)
        && source.Text.Contains("{{") && Array.Exists(ChartFiles, f => source.ReadBeside(f).IsKnown);
}
