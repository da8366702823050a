using System.CommandLine;
using ContainerSecurity.SupplyChain.Advisories.Compiled;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using ContainerSecurity.Tool.SupplyChain.Signing;

namespace ContainerSecurity.Tool.SupplyChain;

/// <summary><c>csec advisories verify</c>.</summary>
internal sealed class AdvisoriesVerifyCommand : Command
{
    private readonly Terminal terminal;
    private readonly Argument<string> file = new("file") { Description = "A compiled file." };
    private readonly Option<string[]> keys =
        new("--key") { Description = "A public key (PEM) that may have signed the file; repeatable. Without one no signature is looked at." };

    public AdvisoriesVerifyCommand(Terminal terminal)
        : base("verify", "Verifies every byte of a compiled file, and says what is in it.")
    {
        this.terminal = terminal;
        Arguments.Add(file);
        Options.Add(keys);
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string path = parsed.GetValue(file)!;
        try
        {
            VerificationKey[] known = [.. (parsed.GetValue(keys) ?? []).Select(KeyFiles.ReadPublic)];
            using CompiledAdvisories compiled = known.Length > 0 ? AdvisorySignature.Open(path, known) : CompiledAdvisories.Open(path);
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
