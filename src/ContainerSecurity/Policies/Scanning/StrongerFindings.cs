using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>
/// Tells whether findings stand that say more than another: their rule runs, their resource is judged, and no waiver
/// or baseline covers them. It asks by judging the resource by that rule, once.
/// </summary>
/// <param name="rules">The rules that run.</param>
/// <param name="judge">Judges a resource by one rule alone.</param>
internal sealed class StrongerFindings(RuleIndex rules, Func<ConfiguredRule, Resource, Decision> judge)
{
    private readonly Dictionary<(string Rule, Resource Resource), HashSet<string>> paths = [];

    /// <summary>Returns whether one of some findings stands.</summary>
    public bool Stand(IEnumerable<StrongerFinding> stronger)
    {
        foreach (StrongerFinding one in stronger)
            if (PathsOf(one.RuleId, one.Resource) is { Count: > 0 } found && (one.Path is null || found.Contains(one.Path)))
                return true;
        return false;
    }

    /// <summary>The places of what stands. What is folded itself stands as well: what it is folded into does.</summary>
    private HashSet<string> PathsOf(string id, Resource resource)
    {
        if (!paths.TryGetValue((id, resource), out HashSet<string>? found))
            paths.Add((id, resource), found = [.. Find(id, resource)]);
        return found;
    }

    private IEnumerable<string> Find(string id, Resource resource)
    {
        if (Array.Find(rules.All, r => r.Rule.Descriptor.Id == id) is not { } rule)
            return [];
        Decision decision = judge(rule, resource);
        return decision.Findings.Where(f => f.IsActive && f.Finding.Rule.Id == id).Concat(decision.Folded).Select(f => f.Finding.Location.Path);
    }
}
