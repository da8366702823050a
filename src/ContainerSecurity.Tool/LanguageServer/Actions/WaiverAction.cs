using ContainerSecurity.Policies;
using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;
using ContainerSecurity.Tool.LanguageServer.Documents;
using ContainerSecurity.Tool.LanguageServer.Judging;
using ContainerSecurity.Tool.LanguageServer.Protocol;
using Range = ContainerSecurity.Tool.LanguageServer.Protocol.Range;

namespace ContainerSecurity.Tool.LanguageServer.Actions;

/// <summary>
/// Offers a comment that waives a finding, where one would: the place is tried with a reason before it is offered. The
/// comment that is written has none, and stays an error until somebody writes it.
/// </summary>
internal static class WaiverAction
{
    private const string Reason = "TODO: say why this is accepted";
    private const string Tried = "accepted in order to try whether this comment is read";

    /// <summary>The change that writes the comment; null where a comment would not waive the finding.</summary>
    public static TextEdit? Of(Judgement judgement, PolicyFinding finding)
    {
        Finding found = finding.Finding;
        DocumentText text = judgement.Document.Text!;
        string sign = Path.GetExtension(judgement.Document.Name).Equals(".json", StringComparison.OrdinalIgnoreCase) ? "//" : "#";
        foreach (int line in Lines(judgement, found))
        {
            string beside = text.Line(line);
            string indent = beside[..^beside.TrimStart().Length];
            TextEdit Write(string reason) => new(
                new Range(new Position(line, 0), new Position(line, 0)), $"{indent}{sign} csec:ignore {found.Rule.Id} {reason}{LineEndOf(text.Text)}");
            if (Waives(judgement, found, Write(Tried)))
                return Write(Reason);
        }
        return null;
    }

    public static string TitleOf(RuleDescriptor rule) => $"Waive {rule.Id} here with a comment (it counts once you write the reason)";

    /// <summary>The lines above which a comment may stand: that of the finding, or of the instruction that it is in.</summary>
    private static IEnumerable<int> Lines(Judgement judgement, Finding finding)
    {
        int line = finding.Location.Span.Line;
        yield return line - 1;
        JudgedDocument document = judgement.Document;
        SourceContent content = new SourceReader(new SourceReaderOptions { Type = document.Type }).Read(document.SourceOf(document.Text!.Text));
        Instruction? around = content.Resources.OfType<Dockerfile>().SelectMany(d => d.Instructions)
            .FirstOrDefault(i => i.StartLine <= line && line <= i.EndLine);
        if (around is not null && around.StartLine != line)
            yield return around.StartLine - 1;
    }

    private static bool Waives(Judgement judgement, Finding finding, TextEdit comment)
    {
        JudgedDocument document = judgement.Document;
        PolicyEngine engine = judgement.Policy.EngineOf(document.Type);
        string text = document.Text!.With(comment.Range, comment.NewText).Text;
        Decision before = judgement.Decision!;
        Decision after = engine.Evaluate(new EvaluationRequest(document.SourceOf(text)));
        return after.Errors.Count <= before.Errors.Count
            && after.Waived.Any(w => w.Finding.Rule.Id == finding.Rule.Id && w.Finding.Location.Path == finding.Location.Path
                && w.Finding.Location.Span.Line == finding.Location.Span.Line + 1 && w.Finding.Container == finding.Container);
    }

    private static string LineEndOf(string text) => text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
}
