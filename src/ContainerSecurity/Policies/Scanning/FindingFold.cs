using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>
/// The findings about one resource, until it is known which of them another one says better. Such a finding is folded
/// into the strongest that says its fact; that one names it.
/// </summary>
/// <remarks>
/// Nothing is folded into a finding that is waived, known or milder: neither the worst severity nor what is denied
/// becomes less by it.
/// </remarks>
/// <param name="others">What stands about other resources.</param>
internal sealed class FindingFold(StrongerFindings others)
{
    private const int Itself = -1;
    private const int Elsewhere = -2;

    /// <summary>Few findings are looked through one by one; many, as those of a hostile object, by an index.</summary>
    private const int MostLookedThrough = 64;
    private readonly List<PolicyFinding> found = [];

    /// <summary>Takes a finding.</summary>
    public void Add(PolicyFinding finding) => found.Add(finding);

    /// <summary>Decides about what was found in a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="judged">Receives what is reported.</param>
    /// <param name="folded">Receives what others say.</param>
    public void Close(Resource resource, List<PolicyFinding> judged, List<PolicyFinding> folded)
    {
        if (found.Exists(f => f.Finding.Stronger is not null))
            Fold(resource, folded);
        judged.AddRange(found);
        found.Clear();
    }

    private void Fold(Resource resource, List<PolicyFinding> folded)
    {
        int[] into = Resolve(resource);
        PolicyFinding[] all = [.. found.Select(Decided)];
        ILookup<int, string>? covered = !Array.Exists(into, i => i >= 0) ? null : Enumerable.Range(0, all.Length).Where(i => into[i] >= 0)
            .ToLookup(i => RootOf(into, i), i => all[i].Finding.Rule.Id);
        found.Clear();
        for (int i = 0; i < all.Length; i++)
            if (into[i] != Itself)
                folded.Add(all[i]);
            else
                found.Add(covered?.Contains(i) == true ? all[i] with { Covers = Names(covered[i], all[i].Finding.Rule.Id) } : all[i]);
    }

    private static PolicyFinding Decided(PolicyFinding finding) =>
        finding.Finding.Stronger is null ? finding : finding with { Finding = finding.Finding with { Stronger = null } };

    private static string[] Names(IEnumerable<string> ids, string own) =>
        [.. ids.Where(id => id != own).Distinct(StringComparer.Ordinal).OrderBy(id => id, StringComparer.Ordinal)];

    /// <summary>Finds what each finding is folded into. None leads back to itself, whatever rules say of each other.</summary>
    private int[] Resolve(Resource resource)
    {
        Dictionary<(string Rule, string? Path), List<int>>? places = found.Count > MostLookedThrough ? Places() : null;
        int[] into = [.. Enumerable.Repeat(Itself, found.Count)];
        for (int i = 0; i < into.Length; i++)
            if (found[i] is { IsActive: true, Finding.Stronger: { } stronger })
                foreach (StrongerFinding one in stronger)
                {
                    into[i] = ReferenceEquals(one.Resource, resource) ? FindHere(one, i, places, into) : others.Stand(one, found[i]) ? Elsewhere : Itself;
                    if (into[i] != Itself)
                        break;
                }
        return into;
    }

    private int FindHere(StrongerFinding one, int weaker, Dictionary<(string, string?), List<int>>? places, int[] into)
    {
        if (places is null)
        {
            for (int i = 0; i < found.Count; i++)
                if (Is(found[i].Finding, one) && found[i].Outweighs(found[weaker]) && RootOf(into, i) != weaker)
                    return i;
        }
        else if (places.TryGetValue((one.RuleId, one.Path), out List<int>? candidates))
            foreach (int candidate in candidates)
                if (found[candidate].Outweighs(found[weaker]) && RootOf(into, candidate) != weaker)
                    return candidate;
        return Itself;
    }

    private static bool Is(Finding finding, StrongerFinding one) =>
        finding.Rule.Id == one.RuleId && (one.Path is null || finding.Location.Path == one.Path);

    private static int RootOf(int[] into, int start)
    {
        int at = start;
        while (into[at] >= 0)
            at = into[at];
        return at;
    }

    /// <summary>The findings by rule and place, and by rule alone.</summary>
    private Dictionary<(string Rule, string? Path), List<int>> Places()
    {
        var places = new Dictionary<(string, string?), List<int>>();
        for (int i = 0; i < found.Count; i++)
            foreach (string? path in (string?[])[found[i].Finding.Location.Path, null])
            {
                (string, string?) key = (found[i].Finding.Rule.Id, path);
                if (!places.TryGetValue(key, out List<int>? list))
                    places.Add(key, list = []);
                list.Add(i);
            }
        return places;
    }
}
