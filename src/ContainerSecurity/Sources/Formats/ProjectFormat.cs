using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Projects;

namespace ContainerSecurity.Sources;

/// <summary>Reads .NET projects that the SDK publishes as images, with what stands above them.</summary>
internal sealed class ProjectFormat : ISourceFormat
{
    public bool CanRead(SourceData source) => source.File is not null && SourceTypes.OfFile(source.Name) == SourceType.Project;

    public SourceContent Read(SourceData source)
    {
        var errors = new List<DocumentError>();
        var notes = new List<DocumentNote>();
        ContainerProject? project = ContainerProjectReader.Read(source.File!, source.ReadBeside, errors, notes);
        // A project that cannot be read and speaks of no containers is another tool's to complain of.
        if (project is null && !ProjectNames.SpeaksOfContainers(source.Text))
            errors.RemoveAll(e => e.File == source.Name);
        return new SourceContent(source.Name, project is null ? [] : [project], errors) { IsForeign = project is null && errors.Count == 0, Notes = notes };
    }
}
