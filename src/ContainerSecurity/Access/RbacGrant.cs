using ContainerSecurity.Documents;

namespace ContainerSecurity.Access;

/// <summary>Why somebody may do something: the binding, whom it names, the role, and the rule.</summary>
/// <param name="Binding">The binding; null for <c>system:masters</c>, which needs none.</param>
/// <param name="Subject">Whom the binding names.</param>
/// <param name="Role">The role; null for <c>system:masters</c>.</param>
/// <param name="Rule">The rule; null for <c>system:masters</c>.</param>
public readonly record struct RbacGrant(RbacBinding? Binding, RbacSubject Subject, RbacRole? Role, RbacRule? Rule)
{
    /// <summary>The API server's own words, such as <c>RBAC: allowed by RoleBinding "readers/shop" of ClusterRole "view" to User "ann"</c>.</summary>
    public string Reason => Binding is null
        ? $"The group {RbacUser.Masters} stands above RBAC."
        : $"RBAC: allowed by {Binding.Kind} \"{Binding.Name}{(Binding.Namespace is null ? "" : "/" + Binding.Namespace)}\""
            + $" of {Binding.RoleKind} \"{Binding.RoleName}\" to {Describe(Subject)}";

    /// <summary>Where the binding, the role and the rule are written; a role that Kubernetes brings is written nowhere.</summary>
    public IReadOnlyList<DocumentLocation> Locations => [.. new[] { Binding?.Location, Role?.Location, Rule?.Location }.OfType<DocumentLocation>()];

    private static string Describe(RbacSubject subject) => $"{subject.Kind} \"{subject.Name}{(subject.Namespace is null ? "" : "/" + subject.Namespace)}\"";

    /// <inheritdoc/>
    public override string ToString() => Reason;
}
