using System.CommandLine;
using ContainerSecurity.SupplyChain.Advisories.Compiled;

namespace ContainerSecurity.Tool.SupplyChain;

/// <summary><c>csec advisories verify</c>.</summary>
internal sealed class AdvisoriesVerifyCommand : Command
{
    private readonly Terminal terminal;
    private readonly Argument<string> file = new("file") { Description = "A compiled file." };

    public AdvisoriesVerifyCommand(Terminal terminal)
        : base("verify", "Verifies every byte of a compiled file, and says what is in it.")
    {
        this.terminal = terminal;
        Arguments.Add(file);
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string path = parsed.GetValue(file)!;
        try
        {
            using CompiledAdvisories compiled = CompiledAdvisories.Open(path);
            compiled.Verify(cancellation);
            terminal.Lines.WriteLine($"{path}: {compiled.Advisories} advisories, {compiled.Digest}");
            AdvisoryWords.TellData(terminal, compiled.Data);
            AdvisoryWords.TellNotes(terminal, compiled.Notes);
            return ExitCode.Clean;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"csec: {path}: {e.Message}");
            return ExitCode.BadInput;
        }
    }
}
