using ContainerSecurity.Docker.Access.Compiled;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Access;

/// <summary>The objects that a subject sees: those of any of some scopes. Immutable.</summary>
public sealed class DockerVisibility
{
    private readonly CompiledScope[] scopes;

    internal DockerVisibility(IEnumerable<CompiledScope> scopes)
    {
        this.scopes = [.. scopes.DistinctBy(s => s.Scope)];
        IsEverything = Array.Exists(this.scopes, s => s.Scope.Kind == DockerScopeKind.Everything);
    }

    /// <summary>Whether all there is is seen, so that nothing needs to be filtered.</summary>
    public bool IsEverything { get; }

    /// <summary>The scopes.</summary>
    public IReadOnlyList<DockerScope> Scopes => [.. scopes.Select(s => s.Scope)];

    /// <summary>Returns whether an object is seen. The networks that every engine has are seen by all who see any.</summary>
    public bool Sees(DockerObject target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Array.Exists(scopes, s => s.Holds(target, forChange: false)) || (scopes.Length > 0 && IsPredefined(target));
    }

    /// <summary>Returns whether one name of an image is seen; an image may have several.</summary>
    internal bool SeesImageName(string name) => Sees(new DockerObject(DockerObjectKind.Image, name) { Images = [name] });

    internal static bool IsPredefined(DockerObject target) => target.Kind == DockerObjectKind.Network && IsPredefinedNetwork(target.Name);

    internal static bool IsPredefinedNetwork(string name) => name is "bridge" or "host" or "none" or "default" or "nat";
}
