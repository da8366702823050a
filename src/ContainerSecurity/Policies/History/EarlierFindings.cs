using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>
/// What was there before a change, to be left out of what is said of it. A finding was there before if one of the same
/// rule said the same of the same place of the same file, unwaived, also where another one stood for it. What could not
/// be read or evaluated is left out only where its file is untouched: a change to it would pass unjudged.
/// </summary>
/// <param name="touches">Returns whether the change touches a file.</param>
public sealed class EarlierFindings(Func<string, bool> touches)
{
    private readonly Func<string, bool> touches = touches ?? throw new ArgumentNullException(nameof(touches));
    private readonly HashSet<string> findings = new(StringComparer.Ordinal);
    private readonly HashSet<(string File, string Said)> said = [];

    /// <summary>How many findings were left out so far.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Takes in a decision on what was there before, by the same engine.</summary>
    /// <param name="earlier">The decision.</param>
    /// <param name="names">Puts the names that files have now into a text that has those of before; null where they are the same.</param>
    public void Add(Decision earlier, Func<string, string>? names = null)
    {
        _ = earlier ?? throw new ArgumentNullException(nameof(earlier));
        names ??= text => text;
        findings.UnionWith(earlier.WithFolded.Where(f => f.Waived is null)
            .Select(f => FindingFingerprint.Of(f.Finding, f.Finding.Location.File.Path.Replace('\\', '/'), names)));
        said.UnionWith(earlier.Errors.Select(e => (names(e.File), names(e.Message))));
        said.UnionWith(earlier.Notes.Select(n => (names(n.File), names(n.Message))));
        said.UnionWith(earlier.NotEvaluated.Where(IsOfResource).Select(Key).Select(k => (names(k.File), names(k.Said))));
    }

    /// <summary>Returns a decision on what is there now without what was there before.</summary>
    public Decision Since(Decision now)
    {
        _ = now ?? throw new ArgumentNullException(nameof(now));
        PolicyFinding[] kept = [.. now.Findings.Where(f => !findings.Contains(f.Fingerprint))];
        LeftOut += now.Findings.Count - kept.Length;
        return now with
        {
            Findings = kept,
            Errors = [.. now.Errors.Where(e => e.IsFault || !IsOld((e.File, e.Message)))],
            Notes = [.. now.Notes.Where(n => !IsOld((n.File, n.Message)))],
            NotEvaluated = [.. now.NotEvaluated.Where(n => !IsOfResource(n) || !IsOld(Key(n)))],
        };
    }

    private bool IsOld((string File, string Said) what) => said.Contains(what) && !touches(what.File);

    private static bool IsOfResource(NotEvaluated gap) => gap.Resource is not null;

    private static (string File, string Said) Key(NotEvaluated gap) => (gap.Place.File.Path, $"{gap.Resource} {gap.Message}");
}
