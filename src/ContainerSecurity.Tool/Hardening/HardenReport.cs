using ContainerSecurity.Documents;
using ContainerSecurity.Hardening;

namespace ContainerSecurity.Tool.Hardening;

/// <summary>Writes what is done about each file: the difference to the output, all else beside it.</summary>
internal sealed class HardenReport(Terminal terminal, bool writes)
{
    private int changed;
    private int mended;
    private int left;
    private bool hasErrors;

    public void Fail(DocumentError error)
    {
        hasErrors = true;
        terminal.Error.WriteLine($"csec: {error}");
    }

    public void Add(HardenedSource file)
    {
        foreach (DocumentError error in file.Errors)
            Fail(error);
        foreach (LeftFinding finding in file.Left)
            Say(finding.Finding.Finding.Location, finding.Finding.Finding.Rule.Id, $"{finding.Finding.Finding.Message} {finding.Reason}");
        left += file.Left.Count;
        if (!file.IsChanged || (writes && !Write(file)))
            return;
        foreach (HardeningNote note in file.Notes)
            Say(note.Finding.Finding.Location, note.Finding.Finding.Rule.Id, note.Message);
        changed++;
        mended += file.Mended.Count;
        if (!writes)
            UnifiedDiff.Write(terminal.Lines, file.Name, file.Original, file.Text);
    }

    /// <summary>Says how it ended. Where nothing is written, changes that are to be made are something to do.</summary>
    public int End()
    {
        string files = changed == 1 ? "1 file" : $"{changed} files", findings = mended == 1 ? "1 finding" : $"{mended} findings";
        terminal.Error.WriteLine($"csec: {files} {(writes ? "changed" : "to change")}, {findings} mended, {left} left.");
        return ExitCode.Of(faults: false, badInput: hasErrors, findings: left > 0 || (!writes && changed > 0));
    }

    private bool Write(HardenedSource file)
    {
        if (WholeFile.Replace(file.Name, file.OriginalBytes(), file.ToBytes()) is not { } problem)
            return true;
        Fail(new DocumentError(file.Name, SourceSpan.FileStart, problem));
        return false;
    }

    private void Say(DocumentLocation location, string rule, string message) =>
        terminal.Error.WriteLine($"{location.File.Path}:{location.Span.Line}:{location.Span.Column}: {rule}: {message}");
}
