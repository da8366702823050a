namespace ContainerSecurity.Access.Audits.Generation;

/// <summary>The verbs that are needed on one resource, each with the names of objects.</summary>
internal sealed class ResourceVerbs
{
    private readonly SortedDictionary<string, NameChoice> verbs = new(StringComparer.Ordinal);

    public void Add(string verb, string name) => NamesOf(verb).Add(name);

    public bool IsEmpty => verbs.Count == 0;

    /// <summary>Takes away what is allowed elsewhere.</summary>
    public void Remove(ResourceVerbs other)
    {
        foreach ((string verb, NameChoice names) in other.verbs)
            if (verbs.TryGetValue(verb, out NameChoice? own) && own.IsEmptyWithout(names))
                verbs.Remove(verb);
    }

    /// <summary>Cuts what is needed into parts of verbs and names, of which each verb goes with each name; no pair is in two parts.</summary>
    /// <returns>The parts; without names for any.</returns>
    public IEnumerable<(string[] Verbs, string[] Names)> Parts()
    {
        string[] unnamed = [.. verbs.Where(v => v.Value.IsAny).Select(v => v.Key)];
        if (unnamed.Length > 0)
            yield return (unnamed, []);
        KeyValuePair<string, NameChoice>[] named = [.. verbs.Where(v => !v.Value.IsAny)];
        (string[] Verbs, string[] Names)[] byVerb =
            [.. named.GroupBy(v => string.Join('\0', v.Value.Names)).Select(g => (g.Select(v => v.Key).ToArray(), g.First().Value.Names.ToArray()))];
        (string[] Verbs, string[] Names)[] byName =
        [
            .. named.SelectMany(v => v.Value.Names.Select(n => (Verb: v.Key, Name: n)))
                .GroupBy(p => p.Name, StringComparer.Ordinal)
                .Select(g => (Name: g.Key, Verbs: g.Select(p => p.Verb).ToArray()))
                .GroupBy(n => string.Join('\0', n.Verbs))
                .Select(g => (g.First().Verbs, g.Select(n => n.Name).ToArray())),
        ];
        foreach ((string[] Verbs, string[] Names) part in byName.Length < byVerb.Length ? byName : byVerb)
            yield return part;
    }

    private NameChoice NamesOf(string verb)
    {
        if (!verbs.TryGetValue(verb, out NameChoice? names))
            verbs.Add(verb, names = new NameChoice());
        return names;
    }
}
