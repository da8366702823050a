namespace ContainerSecurity.Access.Compiled;

/// <summary>Says what of the objects is not known.</summary>
internal static class RbacGaps
{
    public static void Collect(IReadOnlyList<RbacRole> roles, IReadOnlyList<RbacBinding> bindings, List<RbacGap> gaps)
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
            if (!binding.IsRoleKnown)
                gaps.Add(new RbacGap($"Which role {binding} gives is not known.", binding.Location));
            if (!binding.IsNamespaceKnown)
                gaps.Add(new RbacGap($"The namespace of {binding} is not known.", binding.Location));
            if (binding.IsOpen || binding.Subjects.Any(s => s.Unknown != 0))
                gaps.Add(new RbacGap($"To whom {binding} gives its role is not all known.", binding.Location));
        }
    }
}
