using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies;

/// <summary>Watches which entries of a baseline a run needs, and tells those that are stale: what they know is no longer found.</summary>
/// <param name="baseline">The baseline.</param>
public sealed class BaselineUse(Baseline baseline)
{
    private readonly Baseline baseline = baseline ?? throw new ArgumentNullException(nameof(baseline));
    private readonly HashSet<string> found = new(StringComparer.Ordinal);
    private readonly HashSet<string> judged = new(StringComparer.Ordinal);
    private readonly HashSet<string> broken = new(StringComparer.Ordinal);

    /// <summary>Takes in a decision of the run.</summary>
    public void Add(Decision decision)
    {
        _ = decision ?? throw new ArgumentNullException(nameof(decision));
        judged.Add(baseline.PathOf(decision.Source));
        foreach (DocumentError error in decision.Errors)
            broken.Add(baseline.PathOf(error.File));
        if (decision.Errors.Count > 0 || decision.NotEvaluated.Count > 0)
            broken.Add(baseline.PathOf(decision.Source));
        foreach (PolicyFinding finding in decision.WithFolded)
        {
            judged.Add(baseline.PathOf(finding.Finding.Location.File.Path));
            found.Add(baseline.FingerprintOf(finding.Finding));
        }
    }

    /// <summary>
    /// The entries that know nothing any more, as notes at their lines. An entry is stale when its file was judged and
    /// read whole in the run, or is gone; of what the run did not judge nothing is said.
    /// </summary>
    public IReadOnlyList<DocumentNote> Stale =>
    [
        .. baseline.Entries
            .Where(e => !found.Contains(e.Fingerprint) && !broken.Contains(e.File) && (judged.Contains(e.File) || baseline.IsGone(e.File)))
            .Select(e => new DocumentNote(e.Location.File.Path, e.Location.Span,
                $"This entry of the baseline is stale: {Name(e)} is no longer found. Remove the line, or write the baseline anew.")),
    ];

    private static string Name(BaselineEntry entry)
    {
        string at = entry.File.Length > 0 ? $" in '{entry.File}'" : "";
        return entry.Rule.Length > 0 ? $"its finding of {entry.Rule}{at}" : $"its finding{at}";
    }
}
