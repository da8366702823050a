namespace ContainerSecurity.Access.Compiled;

/// <summary>A role whose rules are found by resource.</summary>
internal sealed class CompiledRole
{
    private readonly Dictionary<int, List<CompiledRule>> byResource = [];
    private readonly List<CompiledRule> everything = [];
    private readonly List<CompiledRule> paths = [];

    public CompiledRole(RbacRole role, RuleTables tables)
    {
        Role = role;
        foreach (RbacRule rule in role.Rules)
            Add(new CompiledRule(rule, tables), tables);
    }

    public RbacRole Role { get; }

    /// <summary>The first rule that covers a request; null for none.</summary>
    public RbacRule? Find(in RequestKey request)
    {
        if (request.Path is not null)
            return FindPath(request);
        return First(everything, request)
            ?? (request.Resource != NameTable.None && byResource.TryGetValue(request.Resource, out List<CompiledRule>? named) ? First(named, request) : null)
            ?? (request.AnyResource != NameTable.None && byResource.TryGetValue(request.AnyResource, out List<CompiledRule>? any) ? First(any, request) : null);
    }

    private static RbacRule? First(List<CompiledRule> rules, in RequestKey request)
    {
        for (int i = 0; i < rules.Count; i++)
            if (rules[i].CoversRest(request))
                return rules[i].Rule;
        return null;
    }

    private RbacRule? FindPath(in RequestKey request)
    {
        foreach (CompiledRule rule in paths)
            if (rule.CoversPath(request))
                return rule.Rule;
        return null;
    }

    private void Add(CompiledRule rule, RuleTables tables)
    {
        if (rule.Rule.NonResourceUrls.Count > 0)
            paths.Add(rule);
        foreach (string resource in rule.Rule.Resources)
            if (resource == "*")
                everything.Add(rule);
            else
                Add(tables.AddResource(ResourceKey.Of(resource)), rule);
    }

    private void Add(int resource, CompiledRule rule)
    {
        if (!byResource.TryGetValue(resource, out List<CompiledRule>? rules))
            byResource.Add(resource, rules = new List<CompiledRule>(1));
        if (rules.Count == 0 || rules[rules.Count - 1] != rule)
            rules.Add(rule);
    }
}
