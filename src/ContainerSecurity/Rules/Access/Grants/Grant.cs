namespace ContainerSecurity.Rules.Access.Grants;

/// <summary>A dangerous thing that a role may allow: any of some verbs on any of some resources of an API group.</summary>
/// <param name="Group">The API group, empty for the core group.</param>
/// <param name="Resources">The resources, subresources as <c>pods/exec</c>.</param>
/// <param name="Verbs">The verbs.</param>
internal sealed record Grant(string Group, IReadOnlyList<string> Resources, IReadOnlyList<string> Verbs)
{
    /// <summary>The verbs of whatever changes objects.</summary>
    public static readonly string[] Write = ["create", "update", "patch", "delete", "deletecollection"];

    /// <summary>Parts of the grant of which each counts in every role, or in cluster roles alone.</summary>
    public IEnumerable<(Grant Part, bool IsClusterWide)> Parts =>
        from resource in Resources
        from verb in Verbs
        group (resource, verb) by (resource, IsClusterWide: ClusterScope.Has(Group, resource, verb)) into same
        let verbs = string.Join(" ", same.Select(s => s.verb))
        group same.Key.resource by (verbs, same.Key.IsClusterWide) into part
        select (new Grant(Group, [.. part], part.Key.verbs.Split(' ')), part.Key.IsClusterWide);
}
