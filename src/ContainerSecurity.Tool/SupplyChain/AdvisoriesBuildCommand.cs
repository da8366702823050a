using System.CommandLine;
using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Compiled;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using ContainerSecurity.Tool.SupplyChain.Signing;

namespace ContainerSecurity.Tool.SupplyChain;

/// <summary><c>csec advisories build</c>.</summary>
internal sealed class AdvisoriesBuildCommand : Command
{
    private readonly Terminal terminal;
    private readonly Argument<string[]> paths = new("path")
    {
        Description = "Files and folders of advisories: OSV, CSAF and GitHub's (JSON, lines, zip), Alpine's secdb, Debian's tracker, CISA's KEV, EPSS (CSV).",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string> output = new("--output", "-o") { Description = "The file to write.", Required = true };
    private readonly Option<string?> sign = new("--sign")
    {
        Description = "The private key (PEM) that signs what was built; the signature stands beside the file, as FILE.sig.",
    };
    private readonly Option<bool> allowNotEvaluated = new("--allow-not-evaluated")
    {
        Description = "Write the file also where something could not be read; it says so whenever it is used.",
    };

    public AdvisoriesBuildCommand(Terminal terminal)
        : base("build", "Compiles advisories into one file, which opens in milliseconds and is verified as it is read.")
    {
        this.terminal = terminal;
        Arguments.Add(paths);
        Options.Add(output);
        Options.Add(sign);
        Options.Add(allowNotEvaluated);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        try
        {
            using SigningKey? key = parsed.GetValue(sign) is { } file ? KeyFiles.ReadSigning(file) : null;
            return Build(parsed, key);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"csec: {e.Message}");
            return ExitCode.BadInput;
        }
    }

    private int Build(ParseResult parsed, SigningKey? key)
    {
        AdvisoryFeed feed = AdvisoryFeed.Read(parsed.GetValue(paths) ?? []);
        AdvisoryWords.TellNotes(terminal, feed.Notes);
        bool isWhole = feed.Notes.Count == 0;
        string file = parsed.GetValue(output)!;
        if (!isWhole && !parsed.GetValue(allowNotEvaluated))
        {
            terminal.Error.WriteLine($"csec: {file} was not written, because not all could be read (--allow-not-evaluated writes it all the same).");
            return ExitCode.BadInput;
        }

        if (feed.Advisories.Count == 0 && feed.Exploited is null && feed.Predictions is null)
        {
            terminal.Error.WriteLine($"csec: {file} was not written: nothing was read that could be in it.");
            return ExitCode.BadInput;
        }

        Write(feed, file);
        using CompiledAdvisories compiled = CompiledAdvisories.Open(file);
        if (key is not null)
            File.WriteAllBytes(file + AdvisorySignature.FileEnd, AdvisorySignature.Sign(compiled, key));
        else
            File.Delete(file + AdvisorySignature.FileEnd);
        terminal.Lines.WriteLine($"{file}: {compiled.Advisories} advisories, {compiled.Digest}");
        AdvisoryWords.TellData(terminal, compiled.Data);
        return ExitCode.Clean;
    }

    /// <summary>Writes beside the file and then moves, so that who reads it has the old one or the new one.</summary>
    private static void Write(AdvisoryFeed feed, string file)
    {
        string written = file + ".new";
        try
        {
            using (FileStream stream = new(written, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 256 * 1024))
                AdvisoryFileWriter.Write(stream, feed);
            File.Move(written, file, overwrite: true);
        }
        catch (InvalidOperationException e)
        {
            throw new IOException(e.Message, e);
        }
        finally
        {
            File.Delete(written);
        }
    }
}
