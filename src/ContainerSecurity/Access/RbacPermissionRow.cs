using ContainerSecurity.Access.Compiled;

namespace ContainerSecurity.Access;

/// <summary>A row of the table that <c>kubectl auth can-i --list</c> prints.</summary>
/// <param name="Resource">The resource with its group, such as <c>deployments.apps/scale</c>; empty for paths.</param>
/// <param name="NonResourceUrls">The paths.</param>
/// <param name="ResourceNames">The names of objects.</param>
/// <param name="Verbs">The verbs.</param>
public sealed record RbacPermissionRow(string Resource, IReadOnlyList<string> NonResourceUrls, IReadOnlyList<string> ResourceNames, IReadOnlyList<string> Verbs)
{
    internal static IReadOnlyList<RbacPermissionRow> Of(IEnumerable<RbacRule> rules) =>
        [.. AtomicRules.Compact(rules.SelectMany(AtomicRules.Of)).OrderBy(KeyOf, StringComparer.Ordinal)
            .Select(r => new RbacPermissionRow(NameOf(r), r.NonResourceUrls, r.ResourceNames, r.Verbs))];

    /// <summary>kubectl sorts by what Go prints of a rule.</summary>
    private static string KeyOf(RbacRule rule) =>
        $"Verbs:[{Joined(rule.Verbs)}],APIGroups:[{Joined(rule.ApiGroups)}],Resources:[{Joined(rule.Resources)}],"
        + $"ResourceNames:[{Joined(rule.ResourceNames)}],NonResourceURLs:[{Joined(rule.NonResourceUrls)}],";

    private static string Joined(IReadOnlyList<string> names) => string.Join(" ", names);

    private static string NameOf(RbacRule rule)
    {
        if (rule.Resources.Count == 0)
            return "";
        string resource = rule.Resources[0];
        string group = rule.ApiGroups.Count > 0 && rule.ApiGroups[0].Length > 0 ? "." + rule.ApiGroups[0] : "";
        int slash = resource.IndexOf('/');
        return slash < 0 ? resource + group : resource.Substring(0, slash) + group + resource.Substring(slash);
    }
}
