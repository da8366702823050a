namespace ContainerSecurity.Access.Compiled;

/// <summary>Says what of the objects is not known.</summary>
internal static class RbacGaps
{
    public static void Collect(IReadOnlyList<RbacRole> roles, IReadOnlyList<RbacBinding> bindings, Dictionary<RbacBinding, RbacGap> unresolved,
        List<RbacGap> gaps)
    {
        var told = new HashSet<object>(gaps.Select(g => g.Location).OfType<object>());
        foreach (RbacRole role in roles)
        {
            if (!role.IsNamed)
                gaps.Add(new RbacGap($"The name or namespace of a {role.Kind} is not known, so it may be one that is bound.", role.Location));
            if (role.IsOpen && role.Location is { } place && told.Add(place))
                gaps.Add(new RbacGap($"The rules of {role} are not all known.", place));
            if (role.Rules.FirstOrDefault(r => r.IsOpen) is { Location: { } at } && told.Add(at))
                gaps.Add(new RbacGap($"A rule of {role} may allow more than is known.", at));
        }
        foreach (RbacBinding binding in bindings)
        {
            if (unresolved.TryGetValue(binding, out RbacGap? missing))
                gaps.Add(missing);
            if (!binding.IsRoleKnown)
                gaps.Add(new RbacGap($"Which role {binding} gives is not known.", binding.Location));
            if (!binding.IsNamespaceKnown)
                gaps.Add(new RbacGap($"The namespace of {binding} is not known.", binding.Location));
            if (binding.IsOpen || binding.Subjects.Any(s => s.Unknown != 0))
                gaps.Add(new RbacGap($"To whom {binding} gives its role is not all known.", binding.Location));
        }
    }

    /// <summary>A binding to a role of a system that is not here.</summary>
    public static RbacGap OfMissingRole(RbacBinding binding) =>
        new($"{binding} gives the ClusterRole '{binding.RoleName}', which is not here; a cluster may have it. Add the role as the cluster has it.",
            binding.Location);

    /// <summary>A binding to a role among those that could not be seen.</summary>
    public static RbacGap OfUnseenRole(RbacBinding binding, RbacBlindSpot spot) =>
        new($"{binding} gives the {binding.RoleKind} '{binding.RoleName}', which could not be seen: {spot.Reason}", binding.Location);

    /// <summary>A binding to a role that every cluster has, and that this one may have changed.</summary>
    public static RbacGap OfAssumedRole(RbacBinding binding, RbacBlindSpot spot) =>
        new($"{binding} gives the {binding.RoleKind} '{binding.RoleName}', which may allow more than Kubernetes gives it, and could not be seen: {spot.Reason}",
            binding.Location);
}
