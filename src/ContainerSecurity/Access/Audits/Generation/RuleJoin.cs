namespace ContainerSecurity.Access.Audits.Generation;

/// <summary>
/// Joins what is needed into few rules, none of which allows more: a rule is for each of its verbs on each of its
/// resources in each of its groups.
/// </summary>
internal static class RuleJoin
{
    private const char Between = '\0';

    /// <summary>The rules for resources: joined by equal verbs and names within a group, then by equal resources across groups.</summary>
    public static IReadOnlyList<RbacRule> OfResources(IEnumerable<KeyValuePair<(string Group, string Resource), ResourceVerbs>> needed)
    {
        var ofGroup = needed
            .SelectMany(n => n.Value.Parts().Select(p => (n.Key.Group, n.Key.Resource, Part: p)))
            .GroupBy(n => (n.Group, Right: KeyOf(n.Part.Verbs, n.Part.Names)))
            .Select(g => (g.Key.Group, g.Key.Right, g.First().Part, Resources: g.Select(n => n.Resource).ToArray()));
        return
        [
            .. ofGroup.GroupBy(g => (g.Right, Resources: string.Join(Between, g.Resources))).Select(same => new RbacRule
            {
                ApiGroups = [.. same.Select(g => g.Group)],
                Resources = same.First().Resources,
                Verbs = same.First().Part.Verbs,
                ResourceNames = same.First().Part.Names,
            }),
        ];
    }

    /// <summary>The rules for paths, joined by equal verbs.</summary>
    public static IEnumerable<RbacRule> OfPaths(IEnumerable<KeyValuePair<string, SortedSet<string>>> paths) =>
        paths.GroupBy(p => string.Join(Between, p.Value)).Select(same => new RbacRule
        {
            NonResourceUrls = [.. same.Select(p => p.Key)],
            Verbs = [.. same.First().Value],
        });

    private static string KeyOf(string[] verbs, string[] names) => $"{string.Join(Between, verbs)}{Between}{Between}{string.Join(Between, names)}";
}
