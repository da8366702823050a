using ContainerSecurity.Resources;

namespace ContainerSecurity.Access.Compiled;

/// <summary>The roles that Kubernetes brings, read from the table that the assembly carries when they are first asked for.</summary>
internal static class StockRoles
{
    private const string AggregationPrefix = "rbac.authorization.k8s.io/aggregate-to-";
    private const string SystemPrefix = "system:";

    private static readonly string[] Read = ["get", "list", "watch"];
    private static readonly string[] Write = ["create", "delete", "deletecollection", "patch", "update"];
    private static readonly Lazy<RbacRole[]> Table = new(() => [.. ReadTable()]);

    private static readonly Lazy<Dictionary<string, RbacRole>> Resolved =
        new(() => new RoleAggregation(Table.Value, []).Resolve().Where(r => r.IsClusterRole).ToDictionary(r => r.Name, StringComparer.Ordinal));

    /// <summary>A ClusterRole that Kubernetes brings, with its rules; null for none.</summary>
    public static RbacRole? Find(string name) => Resolved.Value.TryGetValue(name, out RbacRole? role) ? role : null;

    /// <summary>The roles of the objects, and those that Kubernetes brings where a binding names one that the objects lack.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="options">Whether roles may be assumed.</param>
    /// <param name="unresolved">Takes the bindings to roles of a system that are neither here nor known.</param>
    public static IReadOnlyList<RbacRole> Complete(RbacObjects objects, RbacOptions options, Dictionary<RbacBinding, RbacGap> unresolved)
    {
        if (!options.AssumesStockRoles)
            return objects.Roles;
        var known = new HashSet<(string? Namespace, string Name)>(objects.Roles.Where(r => r.IsNamed).Select(r => (r.Namespace, r.Name)));
        RbacBinding[] dangling = [.. objects.Bindings.Where(b => b.IsRoleKnown && !known.Contains(KeyOf(b)))];
        if (dangling.Length == 0)
            return objects.Roles;
        var stock = new HashSet<(string? Namespace, string Name)>(Table.Value.Select(r => (r.Namespace, r.Name)));
        foreach (RbacBinding binding in dangling)
            if (binding.RoleKind == "ClusterRole" && binding.RoleName.StartsWith(SystemPrefix, StringComparison.Ordinal) && !stock.Contains(KeyOf(binding))
                && MayLack(objects, binding.RoleKind, null))
                unresolved.Add(binding, RbacGaps.OfMissingRole(binding));
        return Array.Exists(dangling, b => stock.Contains(KeyOf(b)))
            ? [.. objects.Roles, .. Table.Value.Where(r => !known.Contains((r.Namespace, r.Name)) && MayLack(objects, r.Kind, r.Namespace))]
            : objects.Roles;
    }

    /// <summary>Whether a role may be there although the objects lack it: files may hold a part of a cluster, and a cluster may be seen in part.</summary>
    private static bool MayLack(RbacObjects objects, string kind, string? @namespace) =>
        objects.Unseen.Count == 0 || objects.SpotOver(kind, @namespace) is not null;

    private static (string? Namespace, string Name) KeyOf(RbacBinding binding) =>
        (binding.RoleKind == "ClusterRole" ? null : binding.Namespace, binding.RoleName);

    private static IEnumerable<RbacRole> ReadTable()
    {
        using Stream stream = typeof(StockRoles).Assembly.GetManifestResourceStream("stock-roles.txt")!;
        using var reader = new StreamReader(stream);
        string[]? head = null;
        var rules = new List<RbacRule>();
        while (reader.ReadLine() is { } line)
        {
            string[] words = line.Split([' '], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0][0] == '#')
                continue;
            if (words[0] is not ("cluster" or "role"))
            {
                rules.Add(RuleOf(words));
                continue;
            }
            if (head is not null)
                yield return RoleOf(head, rules);
            head = words;
            rules = [];
        }
        yield return RoleOf(head!, rules);
    }

    private static RbacRole RoleOf(string[] head, List<RbacRule> rules)
    {
        if (head[0] == "role")
            return new RbacRole(head[2], head[1], rules) { IsStock = true, IsAssumed = true };
        return new RbacRole(head[1], null, rules)
        {
            IsStock = true,
            IsAssumed = true,
            HasRules = rules.Count > 0,
            Labels = After(head, "into") is { } into ? new LabelSet(AggregationPrefix + into, "true") : null,
            Aggregation = After(head, "gathers") is { } gathered ? [new AggregationSelector(AggregationPrefix + gathered, "true")] : null,
        };
    }

    private static string? After(string[] words, string word) => Array.IndexOf(words, word) is > 0 and int at ? words[at + 1] : null;

    private static RbacRule RuleOf(string[] words)
    {
        string[] verbs = [.. words[0].Split(',').SelectMany(v => v switch { "read" => Read, "write" => Write, _ => [v] })];
        return words[1] == "url"
            ? new RbacRule { Verbs = verbs, NonResourceUrls = words[2].Split(',') }
            : new RbacRule
            {
                Verbs = verbs,
                ApiGroups = [.. words[1].Split(',').Select(g => g == "-" ? "" : g)],
                Resources = words[2].Split(','),
                ResourceNames = words.Length > 3 ? words[3].Split(',') : [],
            };
    }
}
