namespace ContainerSecurity.Access.Compiled;

/// <summary>Rules that somebody holds, found by resource.</summary>
internal sealed class OwnedRules
{
    private const string All = "*";

    private readonly Dictionary<string, List<Owned>> byResource = new(StringComparer.Ordinal);
    private readonly List<Owned> paths = [];

    public OwnedRules(IEnumerable<RbacRule> rules)
    {
        foreach (RbacRule rule in rules)
        {
            var owned = new Owned(rule);
            foreach (string resource in rule.Resources)
                Add(resource, owned);
            if (rule.NonResourceUrls.Count > 0)
                paths.Add(owned);
        }
    }

    /// <summary>Whether one owned rule without bounds of names covers all of a rule, as <c>*</c> does: no need to take it apart.</summary>
    public bool CoversAtOnce(RbacRule rule) =>
        rule.NonResourceUrls.Count == 0 && byResource.TryGetValue(All, out List<Owned>? all)
        && all.Exists(o => o.IsUnbound && rule.Verbs.All(o.HasVerb) && rule.ApiGroups.All(o.HasGroup));

    /// <summary>Whether an atomic rule is covered.</summary>
    public bool Covers(RbacRule atom)
    {
        string verb = atom.Verbs[0];
        if (atom.Resources.Count == 0)
            return paths.Exists(o => o.IsUnbound && o.HasVerb(verb) && UrlPattern.AnyCovers(o.Rule.NonResourceUrls, atom.NonResourceUrls[0]));
        string resource = atom.Resources[0], group = atom.ApiGroups[0];
        string? name = atom.ResourceNames.Count > 0 ? atom.ResourceNames[0] : null;
        int slash = resource.IndexOf('/');
        return Covers(All, verb, group, name) || Covers(resource, verb, group, name)
            || (slash >= 0 && Covers(All + resource.Substring(slash), verb, group, name));
    }

    private bool Covers(string resource, string verb, string group, string? name) =>
        byResource.TryGetValue(resource, out List<Owned>? rules) && rules.Exists(o => o.HasVerb(verb) && o.HasGroup(group) && o.HasName(name));

    private void Add(string resource, Owned rule)
    {
        if (!byResource.TryGetValue(resource, out List<Owned>? rules))
            byResource.Add(resource, rules = []);
        rules.Add(rule);
    }

    private sealed class Owned(RbacRule rule)
    {
        private readonly HashSet<string> verbs = new(rule.Verbs, StringComparer.Ordinal);
        private readonly HashSet<string> groups = new(rule.ApiGroups, StringComparer.Ordinal);
        private readonly HashSet<string> names = new(rule.ResourceNames, StringComparer.Ordinal);

        public RbacRule Rule { get; } = rule;

        public bool IsUnbound => names.Count == 0 && (Rule.Open & RbacRuleParts.ResourceNames) == 0;

        public bool HasVerb(string verb) => verbs.Contains(verb) || verbs.Contains(All);

        public bool HasGroup(string group) => groups.Contains(group) || groups.Contains(All);

        public bool HasName(string? name) => IsUnbound || (name is not null && names.Contains(name));
    }
}
