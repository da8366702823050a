using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Rbac;

namespace ContainerSecurity.Rules.Access.Grants;

/// <summary>What rules over roles say at the bindings.</summary>
internal static class AccessFinding
{
    /// <summary>The kinds that a role and a binding are compared with.</summary>
    public static readonly string[] ComparedKinds = ["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"];

    /// <summary>What of roles is compared.</summary>
    public static readonly string[] FactFields = ["rules", "aggregationRule"];

    /// <summary>The findings of a rule at the bindings that give a role to somebody, where it counts.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="role">The role.</param>
    /// <param name="set">What is judged together.</param>
    /// <param name="counts">Whether what the rule found in the role counts in the scope of a binding.</param>
    public static IEnumerable<StrongerFinding> OfBindings(Rule rule, Role role, ResourceSet set, Func<GrantScope, bool> counts) =>
        from binding in set.Roles.BindingsOf(role)
        where counts(GrantScope.Of(binding)) && !Holders.Of(binding, role).IsEmpty
        select new StrongerFinding(rule.Descriptor.Id, binding);
}
