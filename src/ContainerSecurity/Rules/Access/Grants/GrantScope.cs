using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Rbac;

namespace ContainerSecurity.Rules.Access.Grants;

/// <summary>Where the rules of a role count.</summary>
/// <param name="ReachesCluster">Whether what is in no namespace may be granted.</param>
/// <param name="IsEverywhere">Whether the rules surely count in every namespace.</param>
/// <param name="Namespace">The one namespace; missing where there is no such.</param>
internal readonly record struct GrantScope(bool ReachesCluster, bool IsEverywhere, Field<string> Namespace)
{
    /// <summary>The scope of a role of which nothing else is known: of a ClusterRole it may be anything.</summary>
    public static GrantScope Of(Role role) =>
        new(role.Kind != "Role", false, role.IsClusterRole ? Field<string>.Missing() : role.Namespace);

    /// <summary>The scope of a binding.</summary>
    public static GrantScope Of(RoleBinding binding) =>
        new(binding.IsClusterWide, binding.IsClusterWide, binding.IsClusterWide ? Field<string>.Missing() : binding.Namespace);

    /// <summary>Returns whether a namespace is surely within the scope.</summary>
    public bool Holds(string @namespace) => IsEverywhere || Namespace.Is(@namespace);

    /// <summary>Returns whether a namespace may be within the scope.</summary>
    public bool MayHold(string @namespace) => ReachesCluster || Namespace.Is(@namespace);

    /// <summary>Returns whether a rule surely grants something in the scope.</summary>
    public bool Grants(PolicyRule rule, string verb, string group, string resource) =>
        rule.Grants(verb, group, resource) && (ReachesCluster || !ClusterScope.Has(group, resource, verb));

    /// <summary>Names the scope, as the end of a sentence.</summary>
    public override string ToString() =>
        IsEverywhere ? "in the whole cluster" : Namespace.IsKnown ? $"in the namespace '{Namespace.Value}'" : "in one namespace";
}
