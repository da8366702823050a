using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Rbac;

/// <summary>A RoleBinding or ClusterRoleBinding: who holds a role.</summary>
/// <param name="root">The whole object.</param>
public sealed class RoleBinding(NodeView root) : KubernetesResource(root)
{
    /// <summary>Whether the rights hold in the whole cluster.</summary>
    public bool IsClusterWide => Kind == "ClusterRoleBinding";

    /// <summary>The kind of the role: <c>Role</c> or <c>ClusterRole</c>.</summary>
    public Field<string> RoleKind => Root["roleRef"].Text("kind");

    /// <summary>The name of the role.</summary>
    public Field<string> RoleName => Root["roleRef"].Text("name");

    /// <summary>The subjects that are known.</summary>
    public IReadOnlyList<Subject> Subjects { get; } = [.. root.Views("subjects").Items.Where(s => s.IsKnown).Select(s => new Subject(s.Value))];

    /// <summary>The bound role where the set has it, else null. A ClusterRoleBinding cannot bind a Role.</summary>
    public Role? FindRole(ResourceSet set)
    {
        _ = set ?? throw new ArgumentNullException(nameof(set));
        bool isNamespaced = RoleKind.Is("Role");
        return RoleName.IsKnown && !RoleKind.IsUnknown && !(isNamespaced && (IsClusterWide || Namespace.IsUnknown))
            ? set.Find(RoleKind.Or("ClusterRole"), isNamespaced ? Namespace.Or("") : null, RoleName.Value) as Role
            : null;
    }

    /// <summary>Whether the binding gives its role to a service account; a subject without a namespace is one of the binding's own.</summary>
    /// <param name="namespace">The account's namespace.</param>
    /// <param name="name">The account's name.</param>
    public bool Binds(string? @namespace, string name) =>
        Subjects.Any(s => s.IsServiceAccount && s.Name.Is(name) && ResourceSet.SameNamespace(s.Namespace.IsMissing ? Identity.Namespace : s.Namespace.Or(""), @namespace));
}
