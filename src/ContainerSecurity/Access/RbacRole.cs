using ContainerSecurity.Access.Compiled;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Access;

/// <summary>A Role or ClusterRole.</summary>
public sealed class RbacRole : ILocated
{
    private readonly RbacPlace place;

    /// <summary>Creates a role.</summary>
    /// <param name="name">The role's name.</param>
    /// <param name="namespace">The namespace of a Role; null for a ClusterRole.</param>
    /// <param name="rules">The rules.</param>
    public RbacRole(string name, string? @namespace, params IEnumerable<RbacRule> rules)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        Namespace = @namespace;
        Rules = [.. rules ?? throw new ArgumentNullException(nameof(rules))];
    }

    internal RbacRole(RbacPlace place, string name, string? @namespace, IReadOnlyList<RbacRule> rules)
    {
        this.place = place;
        Name = name;
        Namespace = @namespace;
        Rules = rules;
    }

    /// <summary>The name; empty where it is not known.</summary>
    public string Name { get; }

    /// <summary>The namespace of a Role; null for a ClusterRole.</summary>
    public string? Namespace { get; }

    /// <summary>Whether this is a ClusterRole.</summary>
    public bool IsClusterRole => Namespace is null;

    /// <summary><c>Role</c> or <c>ClusterRole</c>.</summary>
    public string Kind => IsClusterRole ? "ClusterRole" : "Role";

    /// <summary>The rules: of an aggregated role those of its parts.</summary>
    public IReadOnlyList<RbacRule> Rules { get; }

    /// <summary>Whether the role may hold more rules than are known: a part of it is a template, or it is aggregated from parts that are not here.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether Kubernetes itself brings the role.</summary>
    public bool IsStock { get; init; }

    /// <summary>Whether the role is not among the objects, and taken from what Kubernetes brings.</summary>
    public bool IsAssumed { get; init; }

    /// <summary>The labels, by which a ClusterRole becomes part of others.</summary>
    internal LabelSet? Labels { get; init; }

    /// <summary>The selectors of an aggregated ClusterRole; null for any other.</summary>
    internal IReadOnlyList<AggregationSelector>? Aggregation { get; init; }

    /// <summary>Whether the rules are written, be it as an empty list.</summary>
    internal bool HasRules { get; init; } = true;

    /// <summary>Whether the name and namespace are known.</summary>
    internal bool IsNamed { get; init; } = true;

    /// <inheritdoc/>
    public DocumentLocation? Location => place.ToLocation();

    internal RbacRole With(IReadOnlyList<RbacRule> rules, bool isOpen) => new(place, Name, Namespace, rules)
    {
        IsOpen = isOpen,
        IsStock = IsStock,
        IsAssumed = IsAssumed,
        Labels = Labels,
        IsNamed = IsNamed,
    };

    /// <summary>Such as <c>Role shop/reader</c>.</summary>
    public override string ToString() => $"{Kind} {(Namespace is null ? "" : Namespace + "/")}{Name}";
}
