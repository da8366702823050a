namespace ContainerSecurity.Access;

/// <summary>What a user may do in a namespace.</summary>
/// <param name="User">The user.</param>
/// <param name="Namespace">The namespace; empty for what holds in the whole cluster alone.</param>
/// <param name="Grants">Each rule with the binding and role that give it.</param>
/// <param name="Gaps">What is not known and may give more.</param>
public sealed record RbacPermissions(RbacUser User, string Namespace, IReadOnlyList<RbacGrant> Grants, IReadOnlyList<RbacGap> Gaps)
{
    /// <summary>The rules, in the order of the bindings; one that several bindings give comes several times.</summary>
    public IEnumerable<RbacRule> Rules => Grants.Select(g => g.Rule).OfType<RbacRule>();

    /// <summary>The table that <c>kubectl auth can-i --list</c> prints: resources, paths, names and verbs.</summary>
    public IReadOnlyList<RbacPermissionRow> ToTable() => RbacPermissionRow.Of(Rules);
}
