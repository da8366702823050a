namespace ContainerSecurity.Access.Audits.Generation;

/// <summary>What one user needs, by namespace, resource, verb and name.</summary>
internal sealed class UsedRights
{
    private static readonly string[] Reads = ["get", "list", "watch"];

    /// <summary>By namespace; the empty one is the whole cluster.</summary>
    private readonly SortedDictionary<string, SortedDictionary<(string Group, string Resource), ResourceVerbs>> spaces = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedSet<string>> paths = new(StringComparer.Ordinal);

    /// <summary>Collects what requests need.</summary>
    public static UsedRights Of(IEnumerable<UsedRequest> requests, LeastAccessOptions options)
    {
        var rights = new UsedRights();
        foreach (UsedRequest used in requests)
            rights.Add(used.Request, options);
        rights.TakeOutWhatTheClusterAllows();
        return rights;
    }

    /// <summary>The rules of each namespace; those of the whole cluster are under null.</summary>
    public IEnumerable<(string? Namespace, IReadOnlyList<RbacRule> Rules)> ToRules()
    {
        IReadOnlyList<RbacRule> cluster = [.. RulesOf(""), .. RuleJoin.OfPaths(paths)];
        if (cluster.Count > 0)
            yield return (null, cluster);
        foreach (string space in spaces.Keys.Where(s => s.Length > 0))
            if (RulesOf(space) is { Count: > 0 } rules)
                yield return (space, rules);
    }

    private IReadOnlyList<RbacRule> RulesOf(string space) => spaces.TryGetValue(space, out var resources) ? RuleJoin.OfResources(resources) : [];

    private void Add(RbacRequest request, LeastAccessOptions options)
    {
        if (request.Path is not null)
        {
            if (!paths.TryGetValue(request.Path, out SortedSet<string>? verbs))
                paths.Add(request.Path, verbs = new SortedSet<string>(StringComparer.Ordinal));
            verbs.Add(request.Verb);
            return;
        }
        string resource = request.Subresource.Length > 0 ? $"{request.Resource}/{request.Subresource}" : request.Resource;
        ResourceVerbs needed = VerbsOf(options.AllNamespaces ? "" : request.Namespace, (request.ApiGroup, resource));
        string name = options.AnyName ? "" : request.Name;
        foreach (string verb in options.AllReads && Array.IndexOf(Reads, request.Verb) >= 0 ? Reads : [request.Verb])
            needed.Add(verb, name);
    }

    private ResourceVerbs VerbsOf(string space, (string Group, string Resource) resource)
    {
        if (!spaces.TryGetValue(space, out var resources))
            spaces.Add(space, resources = new(Comparer<(string Group, string Resource)>.Create(Compare)));
        if (!resources.TryGetValue(resource, out ResourceVerbs? verbs))
            resources.Add(resource, verbs = new ResourceVerbs());
        return verbs;
    }

    private void TakeOutWhatTheClusterAllows()
    {
        if (!spaces.TryGetValue("", out var cluster))
            return;
        foreach (var space in spaces.Where(s => s.Key.Length > 0).Select(s => s.Value))
            foreach (var resource in cluster)
                if (space.TryGetValue(resource.Key, out ResourceVerbs? verbs))
                    verbs.Remove(resource.Value);
    }

    private static int Compare((string Group, string Resource) left, (string Group, string Resource) right) =>
        string.CompareOrdinal(left.Group, right.Group) is var order and not 0 ? order : string.CompareOrdinal(left.Resource, right.Resource);
}
