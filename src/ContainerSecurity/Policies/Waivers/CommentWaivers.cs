using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Policies;

/// <summary>The waivers in comments, file by file: findings of a resource may lie in more than one.</summary>
internal sealed class CommentWaivers(ICollection<DocumentError> errors)
{
    private static readonly List<Waiver> None = [];
    private SourceFile? file;
    private IReadOnlyDictionary<int, List<Waiver>>? comments;
    private IReadOnlyDictionary<int, List<Waiver>>? detachedFrom;
    private IReadOnlyDictionary<int, List<Waiver>>? detached;
    private readonly Dictionary<SourceFile, IReadOnlyDictionary<int, List<Waiver>>?> files = [];
    private readonly Dictionary<string, SourceFile> byPath = new(StringComparer.Ordinal);
    private readonly List<IReadOnlyDictionary<int, List<Waiver>>> written = [];

    /// <summary>Turns to the file of a resource.</summary>
    public void Enter(Resource resource)
    {
        if (resource.Node.File != file)
            comments = InFileWaivers.MayHold(resource.Node.File) ? Of(resource.Node.File) : null;
        file = resource.Node.File;
        if (resource is Dockerfile dockerfile)
            comments = BuildFileWaivers.Of(dockerfile, comments);
    }

    /// <summary>Reads the comments of a file once, also where the same text is there several times, as those that compose files are merged from.</summary>
    private IReadOnlyDictionary<int, List<Waiver>>? Of(SourceFile source)
    {
        if (files.TryGetValue(source, out var known))
            return known;
        if (byPath.TryGetValue(source.Path, out SourceFile? same) && same.Text == source.Text)
            return files[source] = files[same];
        byPath[source.Path] = source;
        IReadOnlyDictionary<int, List<Waiver>>? read = InFileWaivers.OfComments(source, errors);
        if (read is not null)
            written.Add(read);
        return files[source] = read;
    }

    /// <summary>The waivers that speak of a place.</summary>
    public IReadOnlyList<Waiver> At(DocumentLocation place)
    {
        IReadOnlyList<Waiver> own = At(place.File, place.Span.Line);
        return place.Related.Count == 0 ? own : [.. own, .. place.Related.SelectMany(r => At(r.File, r.Span.Line))];
    }

    /// <summary>Whether comments of the files that resources are written in waive anything.</summary>
    public bool IsEmpty => written.Count == 0;

    /// <summary>The waivers in the comments of the files that resources are written in, with the lines they speak of.</summary>
    public IEnumerable<(int Line, Waiver Waiver)> Written => written.SelectMany(f => f.SelectMany(l => l.Value.Select(w => (l.Key, w))));

    /// <summary>The waivers in the file of the resource, without its text.</summary>
    public IReadOnlyDictionary<int, List<Waiver>>? Detached()
    {
        if (comments is null || comments.Count == 0)
            return null;
        if (detachedFrom != comments)
            (detachedFrom, detached) = (comments, comments.ToDictionary(c => c.Key, c => c.Value.ConvertAll(Detach)));
        return detached;
    }

    private static Waiver Detach(Waiver waiver) =>
        waiver.Location is { } location ? waiver with { Location = location with { File = new SourceFile(location.File.Path) } } : waiver;

    private List<Waiver> At(SourceFile place, int line) =>
        OfFile(place) is { } found && found.TryGetValue(line, out List<Waiver>? waivers) ? waivers : None;

    private IReadOnlyDictionary<int, List<Waiver>>? OfFile(SourceFile place) => place == file ? comments : Of(place);
}
