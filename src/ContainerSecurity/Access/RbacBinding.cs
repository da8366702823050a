using ContainerSecurity.Access.Compiled;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Access;

/// <summary>A RoleBinding or ClusterRoleBinding.</summary>
public sealed class RbacBinding : ILocated
{
    private readonly RbacPlace place;

    /// <summary>Creates a binding.</summary>
    /// <param name="name">The binding's name.</param>
    /// <param name="namespace">The namespace of a RoleBinding; null for a ClusterRoleBinding.</param>
    /// <param name="roleKind"><c>Role</c> or <c>ClusterRole</c>.</param>
    /// <param name="roleName">The name of the role.</param>
    /// <param name="subjects">Who gets it.</param>
    public RbacBinding(string name, string? @namespace, string roleKind, string roleName, params IEnumerable<RbacSubject> subjects)
        : this(default, name ?? throw new ArgumentNullException(nameof(name)), @namespace, roleKind ?? throw new ArgumentNullException(nameof(roleKind)),
            roleName ?? throw new ArgumentNullException(nameof(roleName)), [.. subjects ?? throw new ArgumentNullException(nameof(subjects))])
    {
    }

    internal RbacBinding(RbacPlace place, string name, string? @namespace, string roleKind, string roleName, IReadOnlyList<RbacSubject> subjects)
    {
        this.place = place;
        Name = name;
        Namespace = @namespace;
        RoleKind = roleKind;
        RoleName = roleName;
        Subjects = @namespace is null ? subjects : [.. subjects.Select(s => s.In(@namespace))];
    }

    /// <summary>The name; empty where it is not known.</summary>
    public string Name { get; }

    /// <summary>The namespace of a RoleBinding; null for a ClusterRoleBinding.</summary>
    public string? Namespace { get; }

    /// <summary>Whether the rights hold in the whole cluster.</summary>
    public bool IsClusterWide => Namespace is null;

    /// <summary><c>RoleBinding</c> or <c>ClusterRoleBinding</c>.</summary>
    public string Kind => IsClusterWide ? "ClusterRoleBinding" : "RoleBinding";

    /// <summary>The kind of the role as written.</summary>
    public string RoleKind { get; }

    /// <summary>The name of the role.</summary>
    public string RoleName { get; }

    /// <summary>Who gets the role, service accounts with their namespaces.</summary>
    public IReadOnlyList<RbacSubject> Subjects { get; }

    /// <summary>Whether Kubernetes itself brings the binding.</summary>
    public bool IsStock { get; init; }

    /// <summary>Whether there may be subjects that are not known.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether the kind and name of the role are known.</summary>
    internal bool IsRoleKnown { get; init; } = true;

    /// <summary>Whether the namespace is known.</summary>
    internal bool IsNamespaceKnown { get; init; } = true;

    /// <inheritdoc/>
    public DocumentLocation? Location => place.ToLocation();

    /// <summary>Such as <c>RoleBinding shop/readers</c>.</summary>
    public override string ToString() => $"{Kind} {(Namespace is null ? "" : Namespace + "/")}{Name}";
}
