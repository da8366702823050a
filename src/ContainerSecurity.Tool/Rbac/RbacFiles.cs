using ContainerSecurity.Access;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Tool.Rbac;

/// <summary>Reads the roles, bindings and service accounts of manifests.</summary>
internal sealed class RbacFiles(Terminal terminal)
{
    /// <summary>Whether something could not be read.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Reads files and folders; - is standard input.</summary>
    public RbacObjects Read(IEnumerable<string> paths)
    {
        Selection selection = new FileSelection(new PathFilter([], []), SourceType.Kubernetes, terminal.Input).Find(paths);
        selection.Errors.ForEach(Report);
        var resources = new List<Resource>();
        foreach (ManifestSource source in selection.Sources)
            Read(source, resources);
        return RbacObjects.Read(resources);
    }

    private void Read(ManifestSource source, List<Resource> resources)
    {
        var errors = new List<DocumentError>();
        try
        {
            using Stream stream = source.Open();
            DocumentSet read = new DocumentReader().Read(stream, source.Path);
            errors.AddRange(read.Errors);
            foreach (DocumentNode document in read.Documents)
                resources.AddRange(KubernetesReader.Read(document, errors));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(new DocumentError(source.Path, SourceSpan.FileStart, $"The file cannot be read: {e.Message}"));
        }
        errors.ForEach(Report);
    }

    private void Report(DocumentError error)
    {
        HasErrors = true;
        terminal.Error.WriteLine($"csec: {error}");
    }
}
