namespace ContainerSecurity.Access.Compiled;

/// <summary>The roles by namespace and name; several of one name are one with all their rules.</summary>
internal sealed class RoleTable
{
    private readonly Dictionary<(string? Namespace, string Name), CompiledRole> roles = [];
    private readonly List<RbacRole> nameless = [];

    public RoleTable(IReadOnlyList<RbacRole> all, RuleTables tables)
    {
        foreach (IGrouping<(string? Namespace, string Name), RbacRole> same in all.Where(r => r.IsNamed).GroupBy(r => (r.Namespace, r.Name)))
            roles.Add(same.Key, new CompiledRole(Union([.. same]), tables));
        nameless.AddRange(all.Where(r => !r.IsNamed));
    }

    /// <summary>The roles that can be bound, in source order.</summary>
    public IEnumerable<CompiledRole> All => roles.Values;

    /// <summary>The role that a binding surely gives; null for none.</summary>
    public CompiledRole? Find(RbacBinding binding) =>
        !binding.IsRoleKnown || !binding.IsNamespaceKnown && binding.RoleKind == "Role" ? null
        : binding.RoleKind == "ClusterRole" ? Find(null, binding.RoleName)
        : binding.RoleKind == "Role" && !binding.IsClusterWide ? Find(binding.Namespace, binding.RoleName)
        : null;

    /// <summary>The role of a namespace and name; null for none.</summary>
    public CompiledRole? Find(string? @namespace, string name) => roles.TryGetValue((@namespace, name), out CompiledRole? role) ? role : null;

    /// <summary>The roles that a binding may give.</summary>
    public IEnumerable<RbacRole> Candidates(RbacBinding binding)
    {
        if (binding.RoleKind == "Role" && binding.IsClusterWide && binding.IsRoleKnown)
            return [];
        if (binding.IsRoleKnown && Find(binding) is { } known)
            return [known.Role];
        IEnumerable<RbacRole> mayFit = nameless.Where(r => binding.RoleKind.Length == 0 || r.Kind == binding.RoleKind);
        return binding.IsRoleKnown && binding.IsNamespaceKnown ? mayFit
            : mayFit.Concat(roles.Values.Select(r => r.Role).Where(r => binding.RoleName.Length == 0 || r.Name == binding.RoleName));
    }

    private static RbacRole Union(RbacRole[] same) =>
        same.Length == 1 ? same[0] : same[0].With([.. same.SelectMany(r => r.Rules)], Array.Exists(same, r => r.IsOpen));
}
