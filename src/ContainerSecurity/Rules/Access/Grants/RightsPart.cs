using ContainerSecurity.Resources.Rbac;

namespace ContainerSecurity.Rules.Access.Grants;

/// <summary>One of the rights of a combination.</summary>
/// <param name="Any">What it is: any of these.</param>
/// <param name="Names">The names that count where a rule is bounded to names; null where any does.</param>
/// <param name="NeedsCluster">Whether it counts in the whole cluster alone.</param>
internal sealed record RightsPart(IReadOnlyList<Grant> Any, string[]? Names = null, bool NeedsCluster = false)
{
    public RightsPart(params Grant[] any)
        : this((IReadOnlyList<Grant>)any)
    {
    }

    public RightsPart(Grant grant, string[] names, bool NeedsCluster = false)
        : this([grant], names, NeedsCluster)
    {
    }

    /// <summary>Returns what a rule grants of it in a scope, as <c>create secrets</c>; null for nothing.</summary>
    public string? Find(PolicyRule rule, GrantScope scope)
    {
        if ((NeedsCluster && !scope.IsEverywhere) || (Names is not null && rule.IsBoundToNames && !Array.Exists(Names, rule.ResourceNames.Contains)))
            return null;
        foreach (Grant grant in Any)
            foreach (string resource in grant.Resources)
                foreach (string verb in grant.Verbs)
                    if (scope.Grants(rule, verb, grant.Group, resource))
                        return $"{verb} {resource}";
        return null;
    }
}
