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

    /// <summary>The bound role where the set surely has it, else null. A ClusterRoleBinding cannot bind a Role.</summary>
    public Role? FindRole(ResourceSet set) => (set ?? throw new ArgumentNullException(nameof(set))).Roles.RoleOf(this);

    /// <summary>Whether the set may have the bound role: a name, kind or namespace that is not known may be the one.</summary>
    public bool MayFindRole(ResourceSet set) => RoleKind.IsUnknown || Candidates(set).Any();

    /// <summary>
    /// Whether the binding surely gives its role to a service account, by its name or its name among users. A subject
    /// without a namespace is in that of the RoleBinding; in a ClusterRoleBinding it is nobody.
    /// </summary>
    /// <param name="namespace">The account's namespace.</param>
    /// <param name="name">The account's name.</param>
    public bool Binds(string? @namespace, string name) =>
        Subjects.Any(s => s.IsServiceAccount ? s.Name.Is(name) && IsIn(s, @namespace) : s.Kind == "User"
            && s.Name.Is(ServiceAccount.UserName(@namespace, name)));

    private bool IsIn(Subject subject, string? @namespace) =>
        !(IsClusterWide && subject.Namespace.IsMissing)
        && subject.Namespace.Else(Namespace) is { IsUnknown: false } home
        && ResourceSet.SameNamespace(home.Or(""), @namespace);

    /// <summary>Where a ClusterRole carries a namespace, the API server pays no heed to it.</summary>
    private IEnumerable<Role> Candidates(ResourceSet set) => IsClusterWide && RoleKind.Is("Role")
        ? []
        : (set ?? throw new ArgumentNullException(nameof(set))).OfKind(RoleKind.Or("ClusterRole")).OfType<Role>().Where(r =>
            (r.Name.IsUnknown || RoleName.IsUnknown || r.Name.Is(RoleName.Or(""))) && (r.IsClusterRole || ResourceSet.MaySameNamespace(r.Namespace, Namespace)));

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
        foreach (Subject subject in Subjects)
            visitor.Visit(subject);
    }
}
