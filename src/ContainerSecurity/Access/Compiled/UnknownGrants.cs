namespace ContainerSecurity.Access.Compiled;

/// <summary>What may be allowed by what is not known. It is asked only where nothing known allows a request, and there is something unknown at all.</summary>
/// <param name="bindings">All bindings.</param>
/// <param name="roles">The roles.</param>
/// <param name="unresolved">The bindings to roles that are not here and may be there.</param>
/// <param name="objects">What could not be seen.</param>
internal sealed class UnknownGrants(IReadOnlyList<RbacBinding> bindings, RoleTable roles, Dictionary<RbacBinding, RbacGap> unresolved, RbacObjects objects)
{
    /// <summary>The first binding that may allow the user's request; null for none.</summary>
    public RbacGap? Find(RbacRequest request)
    {
        foreach (RbacBinding binding in bindings)
            if (MayApply(binding, request.User) && MayHold(binding, request) && MayGive(binding, request) is { } gap)
                return gap;
        return UnseenBindings(request).FirstOrDefault();
    }

    /// <summary>Which bindings may allow a request to somebody who is not known, or by rules that are not known.</summary>
    public IEnumerable<RbacGap> FindAll(RbacRequest request)
    {
        foreach (RbacBinding binding in bindings)
            if (MayHold(binding, request) && MayGive(binding, request) is { } gap && (IsUnsure(binding) || !SurelyGives(binding, request)))
                yield return gap;
        foreach (RbacGap unseen in UnseenBindings(request))
            yield return unseen;
    }

    /// <summary>The bindings that could not be seen and may hold where a request is made.</summary>
    private IEnumerable<RbacGap> UnseenBindings(RbacRequest request) =>
        objects.Unseen.Where(s => s.Hides("ClusterRoleBinding", null)
            || (request.Path is null && request.Namespace.Length > 0 && s.Hides("RoleBinding", request.Namespace))).Select(s => s.Gap);

    private static bool IsUnsure(RbacBinding binding) => binding.IsOpen || !binding.IsNamespaceKnown || binding.Subjects.Any(s => s.Unknown != 0);

    private bool SurelyGives(RbacBinding binding, RbacRequest request) =>
        roles.Find(binding) is { } role && role.Role.Rules.Any(r => r.Open == 0 && RuleMatch.Covers(r, request));

    private static bool MayHold(RbacBinding binding, RbacRequest request) =>
        binding.IsClusterWide || (request.Path is null && request.Namespace.Length > 0
            && (!binding.IsNamespaceKnown || binding.Namespace == request.Namespace));

    private static bool MayApply(RbacBinding binding, RbacUser user) => binding.IsOpen || binding.Subjects.Any(s => MayBe(s, user, binding));

    private static bool MayBe(RbacSubject subject, RbacUser user, RbacBinding binding)
    {
        bool anyName = (subject.Unknown & RbacSubjectParts.Name) != 0;
        if ((subject.Unknown & RbacSubjectParts.Kind) != 0)
            return anyName || subject.Name == user.Name || user.Groups.Contains(subject.Name)
                || user.Name.EndsWith(":" + subject.Name, StringComparison.Ordinal);
        return subject.Kind switch
        {
            RbacSubjectKind.User => anyName || subject.Name == user.Name,
            RbacSubjectKind.Group => anyName || user.Groups.Contains(subject.Name),
            RbacSubjectKind.ServiceAccount => RbacUser.TryAccount(user.Name, out string space, out string name) && (anyName || subject.Name == name)
                && (subject.Namespace == space || (subject.Unknown & RbacSubjectParts.Namespace) != 0
                    || (subject.Namespace is not null && !binding.IsNamespaceKnown)),
            _ => false,
        };
    }

    private RbacGap? MayGive(RbacBinding binding, RbacRequest request)
    {
        if (unresolved.TryGetValue(binding, out RbacGap? missing))
            return missing;
        if (!binding.IsRoleKnown)
            return new RbacGap($"Which role {binding} gives is not known.", binding.Location);
        foreach (RbacRole role in roles.Candidates(binding))
        {
            if (role.IsAssumed && objects.SpotOver(role.Kind, role.Namespace) is { } spot)
                return RbacGaps.OfAssumedRole(binding, spot);
            if (role.IsOpen)
                return new RbacGap($"{binding} gives the {role}, whose rules are not all known.", role.Location ?? binding.Location);
            if (role.Rules.FirstOrDefault(r => RuleMatch.MayCover(r, request)) is { } rule)
                return new RbacGap($"{binding} gives the {role}, and it is not known whether to this user, or with this rule.",
                    rule.Location ?? binding.Location);
        }
        return null;
    }
}
