using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Projects;

namespace ContainerSecurity.Sources;

/// <summary>Reads .NET projects that the SDK publishes as images, with what stands above them, and the container profiles that start them.</summary>
/// <param name="limits">Bounds on the input.</param>
internal sealed class ProjectFormat(DocumentLimits limits) : ISourceFormat
{
    private readonly DocumentReader documents = new(limits);

    public bool CanRead(SourceData source) => source.File is not null && SourceTypes.OfFile(source.Name) == SourceType.Project;

    public SourceContent Read(SourceData source) => ProjectNames.IsLaunchSettings(source.Name) ? ReadProfiles(source) : ReadProject(source);

    private static SourceContent ReadProject(SourceData source)
    {
        var errors = new List<DocumentError>();
        var notes = new List<DocumentNote>();
        ContainerProject? project = ContainerProjectReader.Read(source.File!, source.ReadBeside, errors, notes);
        // A project that cannot be read and speaks of no containers is another tool's to complain of.
        if (project is null && !ProjectNames.SpeaksOfContainers(source.Text))
            errors.RemoveAll(e => e.File == source.Name);
        return new SourceContent(source.Name, project is null ? [] : [project], errors) { IsForeign = project is null && errors.Count == 0, Notes = notes };
    }

    private SourceContent ReadProfiles(SourceData source)
    {
        DocumentSet set = documents.Read(source.File!);
        var errors = new List<DocumentError>();
        if (set.Documents is not [MappingNode root] || !LaunchSettingsReader.IsOne(root))
        {
            // Other profiles start no container; what cannot be read may hold one that does.
            bool mayHold = set.Errors.Count > 0 && source.Text.IndexOf("containerRunArguments", StringComparison.Ordinal) >= 0;
            return new SourceContent(source.Name, [], mayHold ? set.Errors : []) { IsForeign = !mayHold };
        }
        var parts = new SourceParts(root, errors);
        IReadOnlyList<Resource> resources = LaunchSettingsReader.Read(parts);
        return new SourceContent(source.Name, resources, [.. set.Errors, .. errors]) { Notes = parts.Notes };
    }
}
