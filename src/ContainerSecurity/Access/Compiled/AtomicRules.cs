namespace ContainerSecurity.Access.Compiled;

/// <summary>Takes rules apart into ones with a single verb, group, resource and name, or a single path, and puts such together again.</summary>
internal static class AtomicRules
{
    private static readonly string?[] AnyName = [null];

    /// <summary>The parts of a rule; a rule without verbs has none. They may be very many: take no more than are needed.</summary>
    public static IEnumerable<RbacRule> Of(RbacRule rule)
    {
        foreach (string group in rule.ApiGroups)
            foreach (string resource in rule.Resources)
                foreach (string verb in rule.Verbs)
                    foreach (string? name in NamesOf(rule))
                        yield return new RbacRule { Verbs = [verb], ApiGroups = [group], Resources = [resource], ResourceNames = name is null ? [] : [name] };
        foreach (string url in rule.NonResourceUrls)
            foreach (string verb in rule.Verbs)
                yield return new RbacRule { Verbs = [verb], NonResourceUrls = [url] };
    }

    private static IEnumerable<string?> NamesOf(RbacRule rule) => rule.ResourceNames.Count == 0 ? AnyName : (IEnumerable<string?>)rule.ResourceNames;

    /// <summary>Joins the verbs of atomic rules for the same resource and name.</summary>
    public static IReadOnlyList<RbacRule> Compact(IEnumerable<RbacRule> atoms)
    {
        var compacted = new List<RbacRule>();
        var verbs = new Dictionary<(string Group, string Resource, string? Name), List<string>>();
        var order = new List<(string Group, string Resource, string? Name)>();
        foreach (RbacRule atom in atoms)
        {
            if (atom.Resources.Count == 0)
            {
                compacted.Add(atom);
                continue;
            }
            (string, string, string?) key = (atom.ApiGroups[0], atom.Resources[0], atom.ResourceNames.Count > 0 ? atom.ResourceNames[0] : null);
            if (!verbs.TryGetValue(key, out List<string>? known))
            {
                verbs.Add(key, known = []);
                order.Add(key);
            }
            if (!known.Contains(atom.Verbs[0]))
                known.Add(atom.Verbs[0]);
        }
        foreach ((string group, string resource, string? name) in order)
        {
            List<string> joined = verbs[(group, resource, name)];
            compacted.Add(new RbacRule { Verbs = joined, ApiGroups = [group], Resources = [resource], ResourceNames = name is null ? [] : [name] });
        }
        return compacted;
    }
}
