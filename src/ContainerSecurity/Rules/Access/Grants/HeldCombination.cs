using ContainerSecurity.Resources.Rbac;

namespace ContainerSecurity.Rules.Access.Grants;

/// <summary>A combination of rights that one subject holds.</summary>
/// <param name="Parts">The rights, as <c>create secrets</c>.</param>
/// <param name="Bindings">The bindings that give them.</param>
/// <param name="Where">Where they count together.</param>
internal sealed record HeldCombination(IReadOnlyList<string> Parts, IReadOnlyList<RoleBinding> Bindings, GrantScope Where)
{
    /// <summary>Returns whether a binding is the one that is reported: of those that give a part, the one in the narrowest scope that comes last.</summary>
    public bool IsLast(RoleBinding binding)
    {
        RoleBinding last = Bindings.LastOrDefault(b => !b.IsClusterWide) ?? Bindings[Bindings.Count - 1];
        return last.Identity == binding.Identity;
    }
}
