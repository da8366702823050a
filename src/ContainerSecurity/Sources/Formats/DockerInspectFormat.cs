using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Sources;

/// <summary>Reads what <c>docker inspect</c> prints of containers, and bodies of requests that create one.</summary>
internal sealed class DockerInspectFormat(DocumentReader documents) : ISourceFormat
{
    public bool CanRead(SourceData source) => IsInspection(source.Text);

    public SourceContent Read(SourceData source)
    {
        DocumentSet set = documents.Read(source.Text, source.Name);
        var errors = set.Said();
        var resources = new List<Resource>();
        foreach (DocumentNode document in set.Documents)
            resources.AddRange(DockerReader.ReadInspected(document, errors));
        if (resources.Count == 0 && errors.Count == 0)
            errors.Add(new DocumentError(
                source.Name,
                SourceSpan.FileStart,
                "There is no container in the file; it must hold what 'docker inspect CONTAINER' prints, or the body of a request that creates one."));
        return new SourceContent(source.Name, resources, errors) { IsForeign = resources.Count == 0 && !IsInspection(source.Text) };
    }

    /// <summary>JSON with the settings that only a container of an engine has.</summary>
    private static bool IsInspection(string text)
    {
        int start = 0;
        while (start < text.Length && (char.IsWhiteSpace(text[start]) || text[start] == '\uFEFF'))
            start++;
        return start < text.Length && text[start] is '[' or '{' && text.IndexOf("\"HostConfig\"", StringComparison.Ordinal) >= 0
            && TopLevelReader.Read(text).ToList() is var documents && documents.Exists(d => d.HasHostConfig) && !documents.Exists(d => d.HasKindOrVersion);
    }
}
