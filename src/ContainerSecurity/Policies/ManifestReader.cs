using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Policies;

/// <summary>Reads Kubernetes manifests; whatever no other reader takes is one.</summary>
internal sealed class ManifestReader(DocumentReader documents) : ISourceReader
{
    public bool Takes(SourceText source, SourceType asked) => asked is SourceType.Auto or SourceType.Kubernetes;

    public SourceContent Read(SourceText source)
    {
        DocumentSet set = documents.Read(source.File.Text ?? "", source.File.Path);
        var errors = set.Said();
        var resources = new List<Resource>(set.Documents.Count);
        foreach (DocumentNode document in set.Documents)
            resources.AddRange(KubernetesReader.Read(document, errors));
        return new SourceContent(source.File.Path, resources, errors);
    }
}
