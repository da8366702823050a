using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Policies;

/// <summary>
/// Lays the decisions on a source that is read in several ways over each other: what is found in all ways is said once, what is not
/// names those in which it occurs.
/// </summary>
internal sealed class VariantFindings
{
    private readonly Dictionary<Key, (PolicyFinding Finding, HashSet<string> Names)> found = [];
    private readonly List<Key> order = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly HashSet<ResourceIdentity> resources = [];
    private Decision? all;

    /// <summary>Judges the ways of a source beside the first.</summary>
    /// <param name="content">What the source holds.</param>
    /// <param name="first">The decision on the first.</param>
    /// <param name="used">The waivers that cover something; receives those of the others.</param>
    /// <param name="judge">Judges resources, with the waivers that cover something.</param>
    public static Decision Lay(SourceContent content, Decision first, List<Waiver> used, Func<IReadOnlyList<Resource>, List<Waiver>, Decision> judge)
    {
        if (content.Variants.Count == 0)
            return first.Findings.Any(f => f.Finding.Location.Related.Count > 0) ? WithoutRepeatedSecrets(first) : first;
        var laid = new VariantFindings();
        string own = content.VariantName ?? "";
        laid.Add(first, own, content.Resources);
        foreach (SourceVariant variant in content.Variants)
            laid.Add(judge(variant.Resources, used), variant.Name ?? own, variant.Resources);
        return WithoutRepeatedSecrets(laid.ToDecision(used));
    }

    /// <summary>
    /// A secret of a text that something of the source is made from is told where it arrives, with its place in the text
    /// beside it; where that is waived, in the text.
    /// </summary>
    private static Decision WithoutRepeatedSecrets(Decision decision)
    {
        HashSet<(string?, string)> told =
            [.. decision.WithFolded.Where(f => f.Waived is null && f.Finding.Secret is not null)
                .SelectMany(f => f.Finding.Location.Related.Select(r => (f.Finding.Secret, r.File.Path)))];
        return told.Count == 0 ? decision : decision with
        {
            Findings = [.. decision.Findings.Where(f => f.Finding.Location.Related.Count > 0 || !told.Contains((f.Finding.Secret, f.Finding.Location.File.Path)))],
        };
    }

    private void Add(Decision decision, string name, IReadOnlyList<Resource> judged)
    {
        names.Add(name);
        int before = resources.Count;
        resources.UnionWith(judged.Select(r => r.Identity));
        foreach (PolicyFinding finding in decision.Findings)
            Add(finding, name);
        all = all is null ? decision : all with
        {
            Resources = all.Resources + resources.Count - before,
            Errors = [.. all.Errors.Concat(decision.Errors).Distinct()],
            NotEvaluated = [.. all.NotEvaluated.Concat(decision.NotEvaluated).Distinct()],
            Folded = [.. all.Folded, .. decision.Folded],
            Judged = [.. all.Judged.Concat(decision.Judged).Distinct()],
        };
    }

    private void Add(PolicyFinding finding, string name)
    {
        var key = new Key(finding.Finding);
        if (!found.TryGetValue(key, out (PolicyFinding Finding, HashSet<string> Names) known))
        {
            found.Add(key, known = (finding, new HashSet<string>(StringComparer.Ordinal)));
            order.Add(key);
        }
        else if (!known.Finding.IsActive && finding.IsActive)
            found[key] = known = (finding, known.Names);
        known.Names.Add(name);
    }

    private Decision ToDecision(List<Waiver> used)
    {
        var findings = new List<PolicyFinding>(order.Count);
        foreach (Key key in order)
        {
            (PolicyFinding finding, HashSet<string> inNames) = found[key];
            if (finding.Finding.Rule.Id == WaiverFindings.UnusedWaiver.Id && used.Exists(w => IsAt(w, finding.Finding.Location)))
                continue;
            findings.Add(inNames.Count == names.Count ? finding : finding with
            {
                Finding = finding.Finding with { Variants = [.. inNames.OrderBy(n => n, StringComparer.Ordinal)] },
            });
        }
        findings.Sort(FindingOrder.Instance);
        return all! with { Findings = findings };
    }

    private static bool IsAt(Waiver waiver, DocumentLocation place) =>
        waiver.Location is { } at && at.File.Path == place.File.Path && at.Span == place.Span;

    /// <summary>What makes a finding the same in two ways of reading a source.</summary>
    private readonly record struct Key(string Rule, ResourceIdentity Resource, string? Container, string File, SourceSpan Span, string Path, string Message)
    {
        public Key(Finding finding)
            : this(finding.Rule.Id, finding.Resource, finding.Container, finding.Location.File.Path, finding.Location.Span, finding.Location.Path, finding.Message)
        {
        }
    }
}
