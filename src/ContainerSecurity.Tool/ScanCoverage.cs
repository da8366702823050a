using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tool;

/// <summary>
/// Sees to it that nobody takes silence for consent: says what was passed over, what was named and held nothing, and
/// that nothing was judged at all.
/// </summary>
internal sealed class ScanCoverage(Terminal terminal, SourceSelection selection, string[] asked, bool allowEmpty, bool verbose)
{
    private readonly HashSet<string> named = [.. selection.Sources.Where(s => !s.IsFound).Select(s => s.Name)];
    private bool hasErrors = selection.Errors.Count > 0;
    private int judged;
    private int skipped;

    /// <summary>What was named and is wrong, before anything is judged.</summary>
    public IReadOnlyList<DocumentError> Errors => selection.Errors;

    /// <summary>The decisions on all sources, after those on what was not opened.</summary>
    /// <param name="judged">The decisions on what was.</param>
    public IEnumerable<Decision> Over(IEnumerable<Decision> judged)
    {
        foreach (PassedOverFile file in selection.PassedOver.Where(f => f.Fault is not null))
            terminal.Error.WriteLine($"csec: {Line(file.Name)} is not opened: {Line(file.Fault!)}.");
        return selection.PassedOver.Select(f => new Decision(f.Name, 0, [], []) { Skipped = f.Reason, SkippedKind = f.Kind }).Concat(judged).Select(Look);
    }

    /// <summary>Looks at a decision; gives it with an error where a source that is named held nothing.</summary>
    private Decision Look(Decision decision)
    {
        if (decision.Skipped is { } reason)
        {
            skipped++;
            if (verbose)
                terminal.Error.WriteLine(
                    $"csec: skipped {Line(decision.Source)}: {Line(reason)}{(decision.IsSearched ? " It was searched for secrets." : "")}");
            return decision;
        }
        judged += decision.Resources + (decision.IsSearched ? decision.Findings.Count : 0);
        if (decision is { Resources: 0, Errors.Count: 0, Findings.Count: 0 } && !allowEmpty && named.Contains(decision.Source))
            decision = decision with
            {
                Errors = [new DocumentError(
                    decision.Source,
                    SourceSpan.FileStart,
                    "Nothing in it was judged: it holds no resource that csec reads. --allow-empty accepts that.")]
            };
        hasErrors |= decision.Errors.Count > 0;
        return decision;
    }

    /// <summary>What is to be said when everything was looked at; null where something was judged, or errors say why nothing was.</summary>
    public DocumentError? End()
    {
        if (judged > 0 || hasErrors || allowEmpty)
            return null;
        string how = skipped == 0 ? "no file was found" : $"{Counted.Of(skipped, "file")} {(skipped == 1 ? "was" : "were")} found and skipped (--verbose says why)";
        return new DocumentError(
            asked.Length > 0 ? PathFilter.Shown(asked[0]) : ".",
            SourceSpan.FileStart,
            $"Nothing was scanned: {how}. Look at the paths, --include and --exclude; --allow-empty accepts that.");
    }

    /// <summary>Names and messages hold what their input does; here they stand in one line.</summary>
    private static string Line(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
