using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Policies;

/// <summary>The waivers in comments, file by file: findings of a resource may lie in more than one.</summary>
internal sealed class CommentWaivers(ICollection<DocumentError> errors)
{
    private SourceFile? file;
    private IReadOnlyDictionary<int, List<Waiver>>? comments;
    private IReadOnlyDictionary<int, List<Waiver>>? detachedFrom;
    private IReadOnlyDictionary<int, List<Waiver>>? detached;
    private Dictionary<string, IReadOnlyDictionary<int, List<Waiver>>?>? others;
    private readonly List<IReadOnlyDictionary<int, List<Waiver>>> written = [];

    /// <summary>Turns to the file of a resource.</summary>
    public void Enter(Resource resource)
    {
        if (resource.Node.File != file)
        {
            comments = others is not null && others.TryGetValue(resource.Node.File.Path, out var known)
                ? known
                : InFileWaivers.OfComments(resource.Node.File, errors);
            if (comments is not null)
                written.Add(comments);
        }
        file = resource.Node.File;
        if (resource is Dockerfile dockerfile)
            comments = BuildFileWaivers.Of(dockerfile, comments);
        if (resource is Workload { Platform: Platform.Compose })
            (others ??= new(StringComparer.Ordinal))[file.Path] = comments;
    }

    /// <summary>The waivers that speak of a place.</summary>
    public IReadOnlyList<Waiver> At(DocumentLocation place) =>
        OfFile(place.File) is { } found && found.TryGetValue(place.Span.Line, out List<Waiver>? waivers) ? waivers : [];

    /// <summary>The waivers in the comments of the files that resources are written in, as <c># csec:ignore</c> says them, with the lines they speak of.</summary>
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

    private IReadOnlyDictionary<int, List<Waiver>>? OfFile(SourceFile place)
    {
        if (place == file)
            return comments;
        if ((others ??= new(StringComparer.Ordinal)).TryGetValue(place.Path, out var known))
            return known;
        return others[place.Path] = InFileWaivers.OfComments(place, errors);
    }
}
