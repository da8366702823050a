namespace ContainerSecurity.SupplyChain.Advisories;

/// <summary>The identifiers that mean one flaw.</summary>
/// <remarks>
/// Aliases hold both ways and from one to the next. <c>upstream</c> leads one way: an advisory of a distribution has the
/// name of the CVE that it comes from, and not the other way round. What is only related is another flaw.
/// </remarks>
public sealed class AdvisoryAliases
{
    private readonly Dictionary<string, string> parents = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<string>> upstream = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<string>> members = new(StringComparer.OrdinalIgnoreCase);

    private AdvisoryAliases()
    {
    }

    /// <summary>Joins the identifiers of advisories.</summary>
    /// <param name="advisories">The advisories.</param>
    public static AdvisoryAliases Of(IEnumerable<Advisory> advisories)
    {
        ArgumentNullException.ThrowIfNull(advisories);
        AdvisoryAliases aliases = new();
        foreach (Advisory advisory in advisories)
        {
            aliases.Root(advisory.Id);
            foreach (string alias in advisory.Aliases)
                aliases.Join(advisory.Id, alias);
            if (advisory.Upstream.Count > 0)
                ListOf(aliases.upstream, advisory.Id).AddRange(advisory.Upstream);
        }

        foreach (string id in aliases.parents.Keys.ToArray())
            ListOf(aliases.members, aliases.Root(id)).Add(id);
        return aliases;
    }

    /// <summary>Whether two identifiers mean one flaw, by aliases alone.</summary>
    /// <param name="x">The one.</param>
    /// <param name="y">The other.</param>
    public bool AreAliases(string x, string y) =>
        x.Equals(y, StringComparison.OrdinalIgnoreCase)
        || (parents.ContainsKey(x) && parents.ContainsKey(y) && Find(x).Equals(Find(y), StringComparison.OrdinalIgnoreCase));

    /// <summary>All identifiers under which a flaw is known: its own, its aliases, and those upstream with theirs.</summary>
    /// <param name="id">The identifier.</param>
    public IReadOnlySet<string> NamesOf(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        Queue<string> waiting = new([id]);
        while (waiting.TryDequeue(out string? name))
        {
            if (names.Contains(name))
                continue;
            // All aliases at once, so that each is looked at once.
            foreach (string alias in parents.ContainsKey(name) ? members[Find(name)] : [name])
            {
                names.Add(alias);
                if (upstream.TryGetValue(alias, out List<string>? above))
                    foreach (string from in above)
                        waiting.Enqueue(from);
            }
        }

        return names;
    }

    /// <summary>The identifiers that are aliases of each other, and what they come from, in order.</summary>
    internal IEnumerable<(IReadOnlyList<string> Members, IReadOnlyList<string> Upstream)> Groups() => members.Values
        .Select(g => g.Order(StringComparer.Ordinal).ToArray())
        .OrderBy(g => g[0], StringComparer.Ordinal)
        .Select(g => ((IReadOnlyList<string>)g, (IReadOnlyList<string>)[.. UpstreamOf(g)]));

    private IEnumerable<string> UpstreamOf(string[] group) => group
        .SelectMany(m => upstream.GetValueOrDefault(m) ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static List<string> ListOf(Dictionary<string, List<string>> lists, string id)
    {
        if (!lists.TryGetValue(id, out List<string>? list))
            lists[id] = list = [];
        return list;
    }

    private void Join(string x, string y) => parents[Root(x)] = Root(y);

    private string Root(string id)
    {
        parents.TryAdd(id, id);
        string root = id;
        while (!parents[root].Equals(root, StringComparison.OrdinalIgnoreCase))
        {
            // Each step halves the way for the next one.
            parents[root] = parents[parents[root]];
            root = parents[root];
        }

        return root;
    }

    // Does not change anything, so that many may ask at once.
    private string Find(string id)
    {
        string root = id;
        while (!parents[root].Equals(root, StringComparison.OrdinalIgnoreCase))
            root = parents[root];
        return root;
    }
}
