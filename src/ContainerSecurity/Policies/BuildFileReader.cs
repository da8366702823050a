using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Policies;

/// <summary>Reads Dockerfiles, with the <c>.dockerignore</c> beside them.</summary>
internal sealed class BuildFileReader : ISourceReader
{
    public bool Takes(SourceText source, SourceType asked) =>
        asked == SourceType.Dockerfile
        || (asked == SourceType.Auto && (SourceTypes.OfFile(source.File.Path) ?? (StartsBuild(source.File.Text ?? "") ? SourceType.Dockerfile : SourceType.Kubernetes)) == SourceType.Dockerfile);

    public SourceContent Read(SourceText source)
    {
        var errors = new List<DocumentError>();
        Dockerfile dockerfile = DockerfileReader.Read(source.File, errors, IgnoreOf(source));
        return new SourceContent(source.File.Path, [dockerfile], errors);
    }

    /// <summary>A Dockerfile's own list stands before that of its folder.</summary>
    private static Field<DockerIgnore> IgnoreOf(SourceText source)
    {
        string name = source.File.Path.Substring(Math.Max(source.File.Path.LastIndexOf('/'), source.File.Path.LastIndexOf('\\')) + 1);
        Field<string> text = source.Neighbour(name + ".dockerignore").Else(source.Neighbour(".dockerignore"));
        return text.IsKnown ? Field<DockerIgnore>.Known(new DockerIgnore(text.Value)) : text.IsMissing ? Field<DockerIgnore>.Missing() : Field<DockerIgnore>.Unknown();
    }

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
