using ContainerSecurity.Documents;
using ContainerSecurity.Documents.Yaml;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Pipelines;

namespace ContainerSecurity.Sources;

/// <summary>Reads pipelines: of GitHub, GitLab and Azure.</summary>
/// <param name="limits">Bounds on the input.</param>
/// <param name="isAsked">Whether every source is one, whatever it is called.</param>
internal sealed class PipelineFormat(DocumentLimits limits, bool isAsked = false) : ISourceFormat
{
    private readonly DocumentReader documents = new(limits) { Use = YamlUse.Core };

    public bool CanRead(SourceData source) =>
        source.File is not null
        && PipelineNames.KindOf(source.Name) is { } kind
        && (kind != PipelineKind.GitHub || source.Text.Contains("jobs") || source.Text.Contains("runs"))
        && !TopLevelReader.Read(source.Text).Any(d => d.HasKindOrVersion);

    public SourceContent Read(SourceData source)
    {
        DocumentSet set = documents.Read(source.Text, source.Name);
        List<DocumentError> errors = [.. set.Errors];
        var resources = new List<Resource>();
        var notes = new List<DocumentNote>();
        foreach (MappingNode document in set.Documents.OfType<MappingNode>())
        {
            if (KindOf(source.Name, document) is not { } kind)
                continue;
            var parts = new SourceParts(document, errors);
            resources.AddRange(kind switch
            {
                PipelineKind.GitHub => GitHubReader.Read(parts),
                PipelineKind.GitLab => GitLabReader.Read(parts, set.Tags),
                _ => AzureReader.Read(parts),
            });
            notes.AddRange(parts.Notes);
        }
        if (isAsked && resources.Count == 0 && errors.Count == 0)
            errors.Add(new DocumentError(source.Name, SourceSpan.FileStart, "There is no pipeline of GitHub, GitLab or Azure in the file."));
        return new SourceContent(source.Name, resources, errors) { Notes = notes, IsForeign = resources.Count == 0 && errors.Count == 0 };
    }

    /// <summary>Whose pipeline a document is: by its name, and where that says nothing, by its keys.</summary>
    private static PipelineKind? KindOf(string path, MappingNode document)
    {
        bool Is(PipelineKind kind) => kind switch
        {
            PipelineKind.GitHub => GitHubReader.IsOne(document),
            PipelineKind.GitLab => GitLabReader.IsOne(document),
            _ => AzureReader.IsOne(document),
        };
        if (PipelineNames.KindOf(path) is { } named)
            return Is(named) ? named : null;
        foreach (PipelineKind kind in new[] { PipelineKind.GitHub, PipelineKind.Azure, PipelineKind.GitLab })
            if (Is(kind))
                return kind;
        return null;
    }
}
