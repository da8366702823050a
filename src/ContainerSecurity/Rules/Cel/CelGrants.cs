using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Access;

namespace ContainerSecurity.Rules.Cel;

/// <summary><see cref="PolicyRule.Grants"/> in CEL, over the rule <c>r</c> of a role.</summary>
internal static class CelGrants
{
    /// <summary>What marks objects that Kubernetes itself brings.</summary>
    public const string StockLabel = "object.metadata.?labels[?'kubernetes.io/bootstrapping']";

    /// <summary>Whether Kubernetes itself brings the object.</summary>
    public const string IsStock = StockLabel + ".orValue('') == 'rbac-defaults'";

    /// <summary>Whether <c>r</c> is bounded to no objects by name.</summary>
    public const string IsUnbound = "r.?resourceNames.orValue([]).size() == 0";

    private static readonly string[] NamesNoObject = ["create", "deletecollection"];

    /// <summary>Whether <c>r</c> holds one of some names, or everything, in one of its lists.</summary>
    public static string Holds(string list, IEnumerable<string> names) => $"r.?{list}.orValue([]).exists(n, n in {CelText.List([.. names, "*"])})";

    /// <summary>Whether <c>r</c> allows some of what a grant names.</summary>
    public static string Of(Grant grant)
    {
        string[] plain = [.. grant.Resources.Where(r => !r.Contains("/"))];
        string[] below = [.. grant.Resources.Where(r => r.Contains("/"))];
        List<string> any = [];
        if (plain.Length > 0)
            any.Add($"({Holds("resources", plain)} && {VerbsOnNames(grant.Verbs)})");
        if (below.Length > 0)
            any.Add($"({Holds("resources", [.. below, .. below.Select(r => "*" + r.Substring(r.IndexOf('/'))).Distinct()])} && {Holds("verbs", grant.Verbs)})");
        return $"({Holds("apiGroups", [grant.Group])} && {CelText.Any(any)})";
    }

    /// <summary>A rule with names never grants verbs whose requests name no object.</summary>
    private static string VerbsOnNames(IReadOnlyList<string> verbs)
    {
        string[] named = [.. verbs.Except(NamesNoObject)];
        if (named.Length == verbs.Count)
            return Holds("verbs", verbs);
        string unbound = $"({IsUnbound} && {Holds("verbs", verbs)})";
        return named.Length == 0 ? unbound : $"({Holds("verbs", named)} || {unbound})";
    }
}
