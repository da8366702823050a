namespace ContainerSecurity.Access.Compiled;

/// <summary>A rule in the numbers of the tables.</summary>
internal sealed class CompiledRule
{
    private readonly NameSet verbs;
    private readonly NameSet groups;
    private readonly bool isBound;
    private readonly HashSet<string>? names;

    public CompiledRule(RbacRule rule, RuleTables tables)
    {
        Rule = rule;
        verbs = new NameSet(rule.Verbs, tables.Verbs);
        groups = new NameSet(rule.ApiGroups, tables.Groups);
        isBound = rule.ResourceNames.Count > 0 || (rule.Open & RbacRuleParts.ResourceNames) != 0;
        names = isBound ? new HashSet<string>(rule.ResourceNames, StringComparer.Ordinal) : null;
    }

    public RbacRule Rule { get; }

    /// <summary>Whether the rule covers a request for a resource that is one of its resources.</summary>
    public bool CoversRest(in RequestKey request) =>
        verbs.Holds(request.Verb) && groups.Holds(request.Group) && (!isBound || (request.Name.Length > 0 && names!.Contains(request.Name)));

    public bool CoversPath(in RequestKey request) => verbs.Holds(request.Verb) && UrlPattern.AnyCovers(Rule.NonResourceUrls, request.Path!);
}
