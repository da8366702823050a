using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Cel;

/// <summary><see cref="PolicyRule.Grants"/> in CEL, over the rule <c>r</c> of a role.</summary>
internal static class CelGrants
{
    /// <summary>What marks objects that Kubernetes itself brings.</summary>
    public const string StockLabel = "object.metadata.?labels[?'kubernetes.io/bootstrapping']";

    /// <summary>Whether Kubernetes itself brings the object.</summary>
    public const string IsStock = StockLabel + ".orValue('') == 'rbac-defaults'";

    /// <summary>Whether Kubernetes itself brings the role, by its label or its name.</summary>
    public const string IsStockRole = $"({IsStock} || object.metadata.?name.orValue('').startsWith('system:'))";

    /// <summary>Whether Kubernetes itself brings the binding, and it gives its role to nobody but parts of the cluster.</summary>
    public const string IsStockBinding = $$"""
        ({{IsStock}} && object.?subjects.orValue([]).all(s, s.?kind.orValue('') == 'ServiceAccount'
        ? s.?namespace.orValue(object.metadata.?namespace.orValue('')) == 'kube-system'
        : s.?name.orValue('').startsWith('system:') && !(s.?name.orValue('') in ['system:anonymous', 'system:unauthenticated', 'system:authenticated'])
        && (!s.?name.orValue('').startsWith('system:serviceaccount') || s.?name.orValue('') == 'system:serviceaccounts:kube-system'
        || s.?name.orValue('').startsWith('system:serviceaccount:kube-system:'))))
        """;

    /// <summary>Whether <c>r</c> is bounded to no objects by name.</summary>
    public const string IsUnbound = "r.?resourceNames.orValue([]).size() == 0";

    private static readonly string[] NamesNoObject = ["create", "deletecollection"];

    /// <summary>Whether <c>r</c> holds one of some names, or everything, in one of its lists.</summary>
    public static string Holds(string list, IEnumerable<string> names) => $"r.?{list}.orValue([]).exists(n, n in {CelText.List([.. names, "*"])})";

    /// <summary>Whether <c>r</c> allows some of what a grant names.</summary>
    public static string Of(Grant grant) =>
        CelText.Any(grant.Parts.Select(p => p.IsClusterWide ? $"(object.kind != 'Role' && {OfPart(p.Part)})" : OfPart(p.Part)));

    private static string OfPart(Grant grant)
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
