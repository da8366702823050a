using ContainerSecurity.Documents;
using ContainerSecurity.Hardening.Fixes;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Hardening.Editing;

/// <summary>Edits Dockerfiles, where a word takes the place of another and the build stays the same.</summary>
internal sealed class BuildFileEditor(SourceEdit edit)
{
    private const string Copy = "CSEC8003";
    private const string Deprecated = "CSEC8024";

    /// <summary>The flags of ADD that COPY has as well.</summary>
    private static readonly string[] CommonFlags = ["chown", "chmod", "link", "exclude"];
    private readonly List<TextEdit> edits = [];
    private readonly LineIndex lines = new(edit.Original);

    public void Edit(Dockerfile file)
    {
        Decision decision = edit.Hardener.Engine!.Evaluate(new EvaluationRequest(file));
        edit.Errors.AddRange(decision.Errors);
        PolicyFinding[] findings = [.. decision.WithFolded.Where(edit.Hardener.IsMine)];
        ILookup<bool, PolicyFinding> isOfInstruction = findings.ToLookup(f => f.Finding.Rule.Id is Copy or Deprecated);
        foreach (IGrouping<Instruction?, PolicyFinding> group in isOfInstruction[true].GroupBy(f => InstructionOf(file, f)))
            Mend(group.Key, [.. group]);
        foreach (IGrouping<SourceSpan, PolicyFinding> group in isOfInstruction[false].GroupBy(f => f.Finding.Location.Span))
            Pin(file, [.. group]);
        edit.Text = TextEdits.Apply(edit.Original, edits);
    }

    private static Instruction? InstructionOf(Dockerfile file, PolicyFinding finding) =>
        file.Instructions.FirstOrDefault(i => i.StartLine <= finding.Finding.Location.Span.Line && finding.Finding.Location.Span.Line <= i.EndLine);

    private void Mend(Instruction? instruction, PolicyFinding[] findings)
    {
        string? obstacle = instruction is null ? "the instruction is not found"
            : findings[0].Finding.Rule.Id == Copy ? AddToCopy(instruction, findings)
            : MaintainerToLabel(instruction);
        foreach (PolicyFinding finding in findings)
            if (obstacle is null)
                edit.Mended.Add(finding);
            else
                edit.Leave(finding, obstacle);
    }

    /// <summary>ADD is COPY where all that it takes is local and no archive, and no pattern could name one.</summary>
    private string? AddToCopy(Instruction instruction, PolicyFinding[] findings)
    {
        if (findings.Length != instruction.Values.Count - 1)
            return "the same ADD also downloads or unpacks";
        if (instruction.Values.Any(v => !v.IsKnown || v.Value.IndexOfAny(['*', '?', '[']) >= 0))
            return "what the ADD takes is not known, and may be an archive";
        return instruction.Flags.Any(f => !CommonFlags.Contains(f.Name)) ? "a flag of the ADD is none of COPY" : ReplaceKeyword(instruction, "COPY");
    }

    private string? MaintainerToLabel(Instruction instruction)
    {
        if (instruction.Name != "MAINTAINER" || instruction.StartLine != instruction.EndLine)
            return "how it is meant is not certain";
        int start = KeywordAt(instruction), end = edit.Original.IndexOfAny(['\r', '\n'], start);
        end = end < 0 ? edit.Original.Length : end;
        string author = edit.Original.Substring(start + instruction.Keyword.Length, end - start - instruction.Keyword.Length).Trim();
        string bare = author.Length > 1 && author[0] == '"' && author[author.Length - 1] == '"' ? author.Substring(1, author.Length - 2) : author;
        if (bare.Length == 0 || bare.IndexOfAny(['"', '\\', '$', '`']) >= 0)
            return "its text holds signs that a label reads otherwise";
        edits.Add(new TextEdit(start, end, $"LABEL org.opencontainers.image.authors=\"{bare}\"", 0));
        return null;
    }

    private string? ReplaceKeyword(Instruction instruction, string keyword)
    {
        int start = KeywordAt(instruction);
        if (string.CompareOrdinal(edit.Original, start, instruction.Keyword, 0, instruction.Keyword.Length) != 0)
            return "the instruction is not found";
        string written = instruction.Keyword.All(char.IsLower) ? string.Concat(keyword.Select(char.ToLowerInvariant)) : keyword;
        edits.Add(new TextEdit(start, start + instruction.Keyword.Length, written, 0));
        return null;
    }

    private int KeywordAt(Instruction instruction)
    {
        int at = lines.OffsetOf(instruction.StartLine, 1);
        while (at < edit.Original.Length && edit.Original[at] is ' ' or '\t')
            at++;
        return at;
    }

    private void Pin(Dockerfile file, PolicyFinding[] findings)
    {
        SourceSpan span = findings[0].Finding.Location.Span;
        ImageUse? image = file.Images.FirstOrDefault(i => i.Location?.Span == span);
        ResolvedImage? known = null;
        if (image?.Reference is { Digest: null } reference)
            edit.Hardener.Options.Images.TryGetValue(reference.WithDefaultTag().ToString(), out known);
        string? pinned = image is null ? null : ImageFix.Pin(image.Text.Or(""), known?.Digest);
        bool isImage = findings.All(f => f.Finding.Rule.Id is "CSEC1001" or "CSEC1002");
        string? obstacle = !isImage || image is null ? "there is no mechanical fix here"
            : pinned is null ? $"nobody has looked up the digest of '{image.Text}'"
            : ReplaceReference(span, image.Text.Value, pinned);
        foreach (PolicyFinding finding in findings)
            if (obstacle is null)
                edit.Mended.Add(finding);
            else
                edit.Leave(finding, obstacle);
    }

    private string? ReplaceReference(SourceSpan span, string written, string pinned)
    {
        int start = edit.Original.IndexOf(written, lines.OffsetOf(span.Line, span.Column), StringComparison.Ordinal);
        if (start < 0 || start + written.Length > lines.OffsetOf(span.EndLine, span.EndColumn))
            return "the reference is put together from variables";
        edits.Add(new TextEdit(start, start + written.Length, pinned, 0));
        return null;
    }
}
