using ContainerSecurity.Access.Compiled;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Access;

/// <summary>One rule of a role. Names are compared byte for byte; <c>*</c> is everything where the API server says so.</summary>
public sealed class RbacRule : ILocated
{
    private readonly RbacPlace place;

    /// <summary>Creates a rule.</summary>
    public RbacRule()
    {
    }

    internal RbacRule(RbacPlace place) => this.place = place;

    /// <summary>The verbs, or <c>*</c>.</summary>
    public IReadOnlyList<string> Verbs { get; init; } = [];

    /// <summary>The API groups, empty text for the core group, or <c>*</c>.</summary>
    public IReadOnlyList<string> ApiGroups { get; init; } = [];

    /// <summary>The resources; subresources as <c>pods/exec</c>, one of all resources as <c>*/scale</c>; or <c>*</c>.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>The names of the objects; empty for all.</summary>
    public IReadOnlyList<string> ResourceNames { get; init; } = [];

    /// <summary>The paths that are no resources; a <c>*</c> at the end stands for any ending.</summary>
    public IReadOnlyList<string> NonResourceUrls { get; init; } = [];

    /// <summary>Whether the rule may hold more than is known, because a part of it is a template.</summary>
    public bool IsOpen => Open != RbacRuleParts.None;

    /// <summary>The lists that may hold more than is known.</summary>
    internal RbacRuleParts Open { get; init; }

    /// <inheritdoc/>
    public DocumentLocation? Location => place.ToLocation();

    /// <summary>Such as <c>get, list pods, pods/log</c>.</summary>
    public override string ToString()
    {
        string what = Resources.Count == 0 ? "path " + string.Join(", ", NonResourceUrls) : string.Join(", ", Resources.SelectMany(Qualified));
        string names = ResourceNames.Count > 0 ? $" named {string.Join(", ", ResourceNames)}" : "";
        return $"{string.Join(", ", Verbs)} {what}{names}";
    }

    private IEnumerable<string> Qualified(string resource)
    {
        foreach (string group in ApiGroups)
        {
            int slash = resource.IndexOf('/');
            yield return group.Length == 0 ? resource
                : slash < 0 ? $"{resource}.{group}"
                : $"{resource.Substring(0, slash)}.{group}{resource.Substring(slash)}";
        }
    }
}
