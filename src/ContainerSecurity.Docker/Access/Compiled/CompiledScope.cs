using ContainerSecurity.Docker.Endpoints;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Docker.Access.Compiled;

/// <summary>A scope made ready to be asked often.</summary>
internal sealed class CompiledScope
{
    private readonly string ownerLabel;
    private readonly ImagePattern[]? images;

    public CompiledScope(DockerScope scope, DockerAccessPolicy policy)
    {
        Scope = scope;
        ownerLabel = policy.OwnerLabel;
        images = scope.Kind switch
        {
            DockerScopeKind.Image => [new ImagePattern(scope.Value)],
            DockerScopeKind.Owner => policy.TeamOf(scope.Value)?.Images?.Select(i => new ImagePattern(i)).ToArray(),
            _ => [],
        };
    }

    public DockerScope Scope { get; }

    /// <summary>Returns whether the scope holds an object.</summary>
    /// <param name="target">The object.</param>
    /// <param name="forChange">Whether it is to be changed: a team without a list of images sees all of them, and changes none.</param>
    public bool Holds(DockerObject target, bool forChange) => Scope.Kind switch
    {
        DockerScopeKind.Everything => true,
        DockerScopeKind.Owner => target.Kind == DockerObjectKind.Image
            ? images is null ? !forChange : MatchesImage(target)
            : target.Labels.TryGetValue(ownerLabel, out string? owner) && owner == Scope.Value,
        DockerScopeKind.Name => target.Kind != DockerObjectKind.Image && target.Name.Length > 0 && Glob.Matches(Scope.Value, target.Name),
        _ => target.Kind is DockerObjectKind.Image or DockerObjectKind.Container or DockerObjectKind.Exec && MatchesImage(target),
    };

    private bool MatchesImage(DockerObject target)
    {
        foreach (string name in target.Images)
            if (ImageReference.TryParse(name, out ImageReference? image) == ImageReferenceError.None && Array.Exists(images!, i => i.Matches(image!)))
                return true;
        return false;
    }
}
