using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>
/// Tells whether findings stand about other resources that say more than one about the resource at hand: their rule
/// runs, their resource is judged, and no waiver or baseline covers them. It asks by judging the resource by that rule, once.
/// </summary>
/// <param name="rules">The rules that run.</param>
/// <param name="judge">Judges a resource by one rule alone.</param>
internal sealed class StrongerFindings(RuleIndex rules, Func<ConfiguredRule, Resource, Decision> judge)
{
    private readonly Dictionary<(string Rule, Resource Resource), PolicyFinding[]> known = [];

    /// <summary>
    /// Returns whether a finding stands and is no milder than another one. What is folded itself stands as well: what it
    /// is folded into does.
    /// </summary>
    public bool Stand(StrongerFinding stronger, PolicyFinding weaker) => Array.Exists(
        FindingsOf(stronger.RuleId, stronger.Resource),
        f => (stronger.Path is null || f.Finding.Location.Path == stronger.Path) && f.Outweighs(weaker));

    private PolicyFinding[] FindingsOf(string id, Resource resource)
    {
        if (!known.TryGetValue((id, resource), out PolicyFinding[]? found))
            known.Add((id, resource), found = [.. Find(id, resource)]);
        return found;
    }

    private IEnumerable<PolicyFinding> Find(string id, Resource resource)
    {
        if (Array.Find(rules.All, r => r.Rule.Descriptor.Id == id) is not { } rule)
            return [];
        Decision decision = judge(rule, resource);
        return decision.WithFolded.Where(f => f.Finding.Rule.Id == id);
    }
}
