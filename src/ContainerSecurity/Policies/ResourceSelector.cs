using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>
/// Picks resources by kind, namespace, name, labels, and findings by container and file. Every list given must hold a
/// pattern that matches; an empty selector picks everything.
/// </summary>
public sealed record ResourceSelector
{
    /// <summary>Picks everything.</summary>
    public static ResourceSelector Everything { get; } = new();

    /// <summary>Patterns of kinds, such as <c>Deployment</c>.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Patterns of namespaces; a resource that names none is in <c>default</c>.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Patterns of names.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Patterns of containers.</summary>
    public IReadOnlyList<string> Containers { get; init; } = [];

    /// <summary>Patterns of file paths, such as <c>deploy/**/*.yaml</c>.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Labels that the resource must have; values may be patterns.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether nothing is asked for.</summary>
    public bool IsEmpty => Kinds.Count + Namespaces.Count + Names.Count + Containers.Count + Paths.Count + Labels.Count == 0;

    /// <summary>Whether the selector picks a resource; what it says of containers is not looked at.</summary>
    public bool Matches(Resource resource)
    {
        ResourceIdentity identity = resource.Identity;
        return Any(Kinds, identity.Kind)
            && Any(Namespaces, identity.Namespace ?? "default")
            && Any(Names, identity.Name)
            && Any(Paths, resource.Node.File.Path.Replace('\\', '/'))
            && Labels.All(label => resource.Labels[label.Key].Is(value => Glob.Matches(label.Value, value)));
    }

    /// <summary>Whether the selector picks a finding of a resource.</summary>
    public bool Matches(Finding finding, Resource resource) =>
        (Containers.Count == 0 || (finding.Container is { } container && Any(Containers, container))) && Matches(resource);

    private static bool Any(IReadOnlyList<string> patterns, string text)
    {
        if (patterns.Count == 0)
            return true;
        foreach (string pattern in patterns)
            if (Glob.Matches(pattern, text))
                return true;
        return false;
    }
}
