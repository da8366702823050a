using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Rbac;

namespace ContainerSecurity.Rules.Access.Grants;

/// <summary>What the bindings of a set give one subject together, in the whole cluster or in one namespace.</summary>
/// <param name="Where">The scope.</param>
/// <param name="Bindings">The bindings that count there.</param>
/// <param name="Roles">The roles of the set.</param>
internal sealed record HeldRights(GrantScope Where, IReadOnlyList<RoleBinding> Bindings, BoundRoles Roles)
{
    /// <summary>Finds what a subject holds where one of its bindings counts, with what it holds as a member of groups.</summary>
    /// <param name="key">The subject: see <see cref="SubjectKey"/>.</param>
    /// <param name="binding">The binding.</param>
    /// <param name="roles">The roles of the set.</param>
    public static HeldRights Of(string key, RoleBinding binding, BoundRoles roles)
    {
        bool Counts(RoleBinding other) => other.IsClusterWide
            || (!binding.IsClusterWide && !binding.Namespace.IsUnknown && !other.Namespace.IsUnknown
                && ResourceSet.SameNamespace(other.Namespace.Or(""), binding.Namespace.Or("")));
        return new HeldRights(GrantScope.Of(binding), [.. SubjectKey.WithGroups(key).SelectMany(roles.BindingsOf).Where(Counts)], roles);
    }

    /// <summary>Returns which bindings give the parts of a combination; null where a part is missing.</summary>
    public HeldCombination? Find(RightsCombination combination)
    {
        var parts = new List<string>();
        var givers = new List<RoleBinding>();
        foreach (RightsPart part in combination.Parts)
        {
            if (Find(part) is not var (what, giver))
                return null;
            parts.Add(what);
            if (!givers.Contains(giver))
                givers.Add(giver);
        }
        return new HeldCombination(parts, givers, Where);
    }

    private (string What, RoleBinding Giver)? Find(RightsPart part)
    {
        foreach (RoleBinding binding in Bindings)
            if (Roles.RoleOf(binding) is { } role)
                foreach (PolicyRule rule in Roles.RulesOf(role))
                    if (part.Find(rule, GrantScope.Of(binding)) is { } what)
                        return (what, binding);
        return null;
    }
}
