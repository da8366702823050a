using ContainerSecurity.Documents;
using ContainerSecurity.Documents.Hcl;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Bake;

namespace ContainerSecurity.Sources;

/// <summary>Reads the files of <c>docker buildx bake</c>, in HCL and JSON.</summary>
/// <param name="documents">Reads JSON.</param>
/// <param name="isAsked">Whether every source is one, whatever it is called.</param>
internal sealed class BakeFormat(DocumentReader documents, bool isAsked = false) : ISourceFormat
{
    private const string Hcl = ".hcl";

    /// <summary>Whether a file is one by its name: <c>docker-bake.hcl</c>, <c>docker-bake.override.json</c> and their like.</summary>
    public static bool IsName(string path)
    {
        string name = ComposeFileNames.NameOf(path);
        return (name.EndsWith(Hcl, StringComparison.Ordinal) || name.EndsWith(".json", StringComparison.Ordinal))
            && (name.StartsWith("docker-bake", StringComparison.Ordinal) || name is "bake.hcl" or "bake.json"
                || name.EndsWith(".bake.hcl", StringComparison.Ordinal) || name.EndsWith("-bake.hcl", StringComparison.Ordinal));
    }

    public bool CanRead(SourceData source) => source.File is not null && IsName(source.Name);

    public SourceContent Read(SourceData source)
    {
        bool isJson = source.Text.TrimStart().StartsWith("{", StringComparison.Ordinal);
        DocumentSet set = isJson ? documents.Read(source.Text, source.Name) : new HclReader(source.File!, documents.Limits).Read();
        List<DocumentError> errors = [.. set.Errors];
        if (set.Documents.FirstOrDefault(BakeReader.IsOne) is not MappingNode root)
        {
            if (isAsked && errors.Count == 0)
                errors.Add(new DocumentError(source.Name, SourceSpan.FileStart, "There is no target, group or variable in the file."));
            return new SourceContent(source.Name, [], errors) { IsForeign = errors.Count == 0 };
        }
        var parts = new SourceParts(root, errors);
        return new SourceContent(source.Name, BakeReader.Read(parts, errors), errors) { Notes = parts.Notes };
    }
}
