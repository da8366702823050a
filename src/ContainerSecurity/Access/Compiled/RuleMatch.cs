namespace ContainerSecurity.Access.Compiled;

/// <summary>Whether one rule covers a request, read from its texts: slow and plain, for what is rarely asked.</summary>
internal static class RuleMatch
{
    private const string All = "*";

    /// <summary>Whether the known part of a rule covers a request.</summary>
    public static bool Covers(RbacRule rule, RbacRequest request) => Covers(rule, request, RbacRuleParts.None);

    /// <summary>Whether a rule may cover a request: a list that is open may hold anything.</summary>
    public static bool MayCover(RbacRule rule, RbacRequest request) => Covers(rule, request, rule.Open);

    private static bool Covers(RbacRule rule, RbacRequest request, RbacRuleParts open)
    {
        if (!IsIn(rule.Verbs, request.Verb) && !IsOpen(open, RbacRuleParts.Verbs))
            return false;
        if (request.Path is { } path)
            return UrlPattern.AnyCovers(rule.NonResourceUrls, path) || IsOpen(open, RbacRuleParts.NonResourceUrls);
        return (IsIn(rule.ApiGroups, request.ApiGroup) || IsOpen(open, RbacRuleParts.ApiGroups))
            && (HasResource(rule.Resources, request) || IsOpen(open, RbacRuleParts.Resources))
            && HasName(rule, request.Name, open);
    }

    private static bool IsOpen(RbacRuleParts open, RbacRuleParts part) => (open & part) != 0;

    private static bool IsIn(IReadOnlyList<string> names, string name) => names.Contains(name) || names.Contains(All);

    private static bool HasResource(IReadOnlyList<string> resources, RbacRequest request) =>
        resources.Contains(All) || resources.Contains(request.Subresource.Length == 0 ? request.Resource : $"{request.Resource}/{request.Subresource}")
        || (request.Subresource.Length > 0 && resources.Contains("*/" + request.Subresource));

    private static bool HasName(RbacRule rule, string name, RbacRuleParts open) =>
        rule.ResourceNames.Count == 0 && !IsOpen(rule.Open, RbacRuleParts.ResourceNames)
        || (name.Length > 0 && rule.ResourceNames.Contains(name)) || IsOpen(open, RbacRuleParts.ResourceNames);
}
