using ContainerSecurity.Policies;
using ContainerSecurity.Tool.LanguageServer.Judging;
using ContainerSecurity.Tool.LanguageServer.Protocol;
using Range = ContainerSecurity.Tool.LanguageServer.Protocol.Range;

namespace ContainerSecurity.Tool.LanguageServer.Actions;

/// <summary>Finds what can be done about the findings in a region.</summary>
internal static class CodeActions
{
    private const string QuickFix = "quickfix";

    /// <summary>Most findings of a region that actions are sought for.</summary>
    private const int MaxFindings = 10;

    public static readonly IReadOnlyList<string> Kinds = [QuickFix, FixActions.FixAll];

    /// <summary>The actions.</summary>
    /// <param name="judgement">What was found.</param>
    /// <param name="range">The region.</param>
    /// <param name="only">The kinds that are asked for; null for all but those that an editor does by itself on saving.</param>
    /// <param name="isVersioned">Whether the client takes changes of a version.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static IReadOnlyList<CodeAction> Of(Judgement judgement, Range range, IReadOnlyList<string>? only, bool isVersioned, CancellationToken cancellation)
    {
        var actions = new List<CodeAction>();
        if (Wants(only, QuickFix))
            foreach ((PolicyFinding finding, Diagnostic diagnostic) in judgement.Findings.Where(f => Touch(f.Diagnostic.Range, range)).Take(MaxFindings))
            {
                cancellation.ThrowIfCancellationRequested();
                foreach ((string title, string text) in FixActions.Of(judgement, finding))
                    actions.Add(Make(title, QuickFix, [diagnostic], TextEdits.Between(judgement.Document.Text!, text)));
                if (WaiverAction.Of(judgement, finding) is { } comment)
                    actions.Add(Make(WaiverAction.TitleOf(finding.Finding.Rule), QuickFix, [diagnostic], [comment]));
            }
        if (only is not null && Wants(only, FixActions.FixAll) && FixActions.All(judgement) is { } all)
            actions.Add(Make("Fix all that csec harden mends in this file", FixActions.FixAll, null, TextEdits.Between(judgement.Document.Text!, all)));
        return actions;

        CodeAction Make(string title, string kind, IReadOnlyList<Diagnostic>? diagnostics, IReadOnlyList<TextEdit> edits) => new(
            title,
            kind,
            diagnostics,
            isVersioned
                ? new WorkspaceEdit(null, [new DocumentEdit(new VersionedDocument(judgement.Document.Uri, judgement.Document.Version), edits)])
                : new WorkspaceEdit(new Dictionary<string, IReadOnlyList<TextEdit>> { [judgement.Document.Uri] = edits }, null));
    }

    /// <summary>Whether a kind is asked for; <c>source</c> asks for all that begin so.</summary>
    private static bool Wants(IReadOnlyList<string>? only, string kind) =>
        only is null || only.Any(o => o.Length == 0 || kind == o || kind.StartsWith(o + ".", StringComparison.Ordinal));

    private static bool Touch(Range one, Range other) => !one.End.IsBefore(other.Start) && !other.End.IsBefore(one.Start);
}
