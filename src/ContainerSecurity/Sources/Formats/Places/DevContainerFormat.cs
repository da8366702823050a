using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.DevContainers;

namespace ContainerSecurity.Sources;

/// <summary>Reads <c>devcontainer.json</c>, which may hold comments.</summary>
/// <param name="documents">Reads JSON.</param>
/// <param name="isAsked">Whether every source is one, whatever it is called.</param>
internal sealed class DevContainerFormat(DocumentReader documents, bool isAsked = false) : ISourceFormat
{
    /// <summary>Whether a file is one by its name.</summary>
    public static bool IsName(string path) => ComposeFileNames.NameOf(path) is "devcontainer.json" or ".devcontainer.json" or "devcontainer-feature.json";

    public bool CanRead(SourceData source) => source.File is not null && IsName(source.Name);

    public SourceContent Read(SourceData source)
    {
        DocumentSet set = documents.Read(source.Text, source.Name);
        List<DocumentError> errors = [.. set.Errors];
        if (set.Documents.FirstOrDefault(DevContainerReader.IsOne) is not MappingNode root)
        {
            if (isAsked && errors.Count == 0)
                errors.Add(new DocumentError(source.Name, SourceSpan.FileStart, "There is no description of a dev container in the file."));
            return new SourceContent(source.Name, [], errors) { IsForeign = errors.Count == 0 };
        }
        var parts = new SourceParts(root, errors);
        return new SourceContent(source.Name, DevContainerReader.Read(parts), errors) { Notes = parts.Notes };
    }
}
