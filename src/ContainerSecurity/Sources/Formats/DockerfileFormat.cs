using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Sources;

/// <summary>Reads Dockerfiles, with the <c>.dockerignore</c> and the public keys beside them.</summary>
internal sealed class DockerfileFormat : ISourceFormat
{
    public bool CanRead(SourceData source) =>
        source.File is not null && (SourceTypes.OfFile(source.Name) is { } named ? named == SourceType.Dockerfile : StartsBuild(source.Text));

    public SourceContent Read(SourceData source)
    {
        if (source.Text.IndexOf('\0') is >= 0 and var nul)
            return new SourceContent(source.Name, [], [DocumentReader.BinaryFile(source.File!, nul)]);
        var errors = new List<DocumentError>();
        Dockerfile dockerfile = DockerfileReader.Read(source.File!, errors, IgnoreOf(source));
        dockerfile.PublicFiles = PublicKeyFiles.In(dockerfile, source.ReadBeside);
        bool isForeign = dockerfile.TemplateMark is null
            && dockerfile.Stages.All(s => s.From is null)
            && !SourceTypes.IsFixed(source.Name)
            && !HoldsFrom(source.Text);
        return new SourceContent(source.Name, isForeign && source.IsFound ? [] : [dockerfile], errors) { IsForeign = isForeign };
    }

    /// <summary>A Dockerfile's own list stands before that of its folder.</summary>
    private static Field<DockerIgnore> IgnoreOf(SourceData source)
    {
        string name = ComposeFileNames.NameOf(source.Name);
        Field<string> text = source.ReadBeside(name + ".dockerignore").Else(source.ReadBeside(".dockerignore"));
        return text.IsKnown ? Field<DockerIgnore>.Known(new DockerIgnore(text.Value))
            : text.IsMissing ? Field<DockerIgnore>.Missing()
            : Field<DockerIgnore>.Unknown();
    }

    /// <summary>Whether a line begins as a stage does, whatever is wrong with it.</summary>
    private static bool HoldsFrom(string text) => text.Split('\n').Any(l => l.TrimStart().StartsWith("FROM", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the first line that is no comment is a FROM or an ARG.</summary>
    private static bool StartsBuild(string text)
    {
        for (int at = 0; at < text.Length;)
        {
            int end = text.IndexOf('\n', at);
            string line = text.Substring(at, (end < 0 ? text.Length : end) - at).TrimStart('\uFEFF').Trim();
            if (line.Length > 0 && line[0] != '#')
                return line.StartsWith("FROM ", StringComparison.OrdinalIgnoreCase) || line.StartsWith("ARG ", StringComparison.OrdinalIgnoreCase);
            at = end < 0 ? text.Length : end + 1;
        }
        return false;
    }
}
