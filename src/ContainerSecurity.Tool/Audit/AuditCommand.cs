using System.CommandLine;
using ContainerSecurity.Audit;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Tool.Audit;

/// <summary><c>csec audit verify</c>.</summary>
internal sealed class AuditCommand : Command
{
    private const int MaxCheckpoint = 256;

    public AuditCommand(Terminal terminal)
        : base("audit", "Works on audit logs.")
    {
        var file = new Argument<string>("file") { Description = "The log." };
        var kept = new Option<string[]>("--checkpoint") { Description = "A place of the log that was kept elsewhere, as NUMBER:HASH or a file with it; repeatable. Without one, an end that was cut off does not show." };
        var verify = new Command("verify", "Was a line changed, removed or moved? Writes the place of the last line, to be kept elsewhere.") { file, kept };
        verify.SetAction(parsed => Verify(terminal, parsed.GetValue(file)!, parsed.GetValue(kept) ?? []));
        Subcommands.Add(verify);
    }

    private static int Verify(Terminal terminal, string file, string[] kept)
    {
        var places = new List<AuditCheckpoint>();
        foreach (string text in kept)
            if (Read(text) is { } place)
                places.Add(place);
            else
            {
                terminal.Error.WriteLine($"csec: '{text}' is neither a checkpoint, NUMBER:HASH, nor a file with one.");
                return ExitCode.BadInput;
            }
        using FileStream log = RegularFile.Open(file);
        AuditVerification verification = AuditVerification.Of(log, [.. places]);
        foreach (AuditProblem problem in verification.Problems)
            terminal.Lines.WriteLine($"{file}:{problem.Line}: {problem.Message}");
        terminal.Lines.WriteLine(verification.IsIntact
            ? $"{file}: {verification.Lines} lines, none changed, removed or moved{(places.Count == 0 ? "; whether the end was cut off, only a checkpoint shows" : "")}."
            : $"{file}: the log is not intact.");
        terminal.Lines.WriteLine($"checkpoint {verification.Last}");
        return verification.IsIntact ? ExitCode.Clean : ExitCode.Findings;
    }

    private static AuditCheckpoint? Read(string text)
    {
        if (AuditCheckpoint.TryParse(text, out AuditCheckpoint? place))
            return place;
        if (!File.Exists(text))
            return null;
        using FileStream stream = RegularFile.Open(text);
        using var reader = new StreamReader(stream);
        char[] start = new char[MaxCheckpoint];
        return AuditCheckpoint.TryParse(new string(start, 0, reader.ReadBlock(start, 0, start.Length)), out place) ? place : null;
    }
}
