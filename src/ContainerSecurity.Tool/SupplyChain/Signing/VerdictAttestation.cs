using System.CommandLine;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using ContainerSecurity.SupplyChain.Verdicts;

namespace ContainerSecurity.Tool.SupplyChain.Signing;

/// <summary>The option <c>--attest</c>: signs what the policy said, as a statement about what was judged.</summary>
internal sealed class VerdictAttestation
{
    private readonly Option<string?> key = new("--attest")
    {
        Description = "Sign the verdict with this private key (PEM), as an in-toto statement about the digests of what was judged.",
    };

    private readonly Option<string> output = new("--attest-output")
    {
        Description = "The file that the signed verdict is written to.",
        DefaultValueFactory = _ => "verdict.intoto.json",
    };

    private readonly List<VerdictInput> inputs = [];
    private readonly SortedDictionary<string, int> findings = new(StringComparer.Ordinal);
    private readonly List<string> problems = [];
    private int denied, waived;

    /// <summary>The options, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [key, output];

    public bool IsWanted(ParseResult parsed) => parsed.GetValue(key) is not null;

    /// <summary>Takes in a file that is about to be judged.</summary>
    public void AddFile(string name)
    {
        try
        {
            inputs.Add(new VerdictInput(name, DigestOf(name)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"'{name}' has no digest that a verdict could name: {e.Message}");
        }
    }

    /// <summary>Takes in an image that was read.</summary>
    public void AddImage(string location, Image image)
    {
        lock (inputs)
        {
            if (image.Digest is { } digest)
                inputs.Add(new VerdictInput(image.Reference ?? location, digest));
            else
                problems.Add($"'{location}' has no digest that a verdict could name, as images in archives of docker save have none.");
        }
    }

    /// <summary>Takes in what was said.</summary>
    public void Add(Decision decision)
    {
        foreach (PolicyFinding finding in decision.Findings)
        {
            waived += finding.Waived is null ? 0 : 1;
            if (!finding.IsActive)
                continue;
            denied += finding.Denies ? 1 : 0;
            string severity = PolicyWords.Severities.First(s => s.Value == finding.Severity).Key;
            findings[severity] = findings.GetValueOrDefault(severity) + 1;
        }
    }

    /// <summary>Signs and writes the verdict.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="policy">The policy's name and digest.</param>
    /// <param name="code">The exit code of the run.</param>
    /// <param name="areFiles">Whether the inputs are files, which must not have changed since.</param>
    /// <param name="terminal">Is told what is wrong.</param>
    /// <returns>The exit code.</returns>
    public int Write(ParseResult parsed, (string Name, Digest? Digest) policy, int code, bool areFiles, Terminal terminal)
    {
        if (!IsWanted(parsed))
            return code;
        if (areFiles)
            problems.AddRange(inputs.Where(i => HasChanged(i)).Select(i => $"'{i.Name}' was changed while it was judged."));
        if (policy.Digest is null)
            problems.Add("A verdict names its policy; add '--policy'.");
        if (inputs.Count == 0 && problems.Count == 0)
            problems.Add("Nothing was judged that a verdict could name.");
        foreach (string problem in problems)
            terminal.Error.WriteLine($"csec: no verdict is attested: {problem}");
        if (problems.Count > 0)
            return Math.Max(code, ExitCode.BadInput);
        using SigningKey signing = KeyFiles.ReadSigning(parsed.GetValue(key)!);
        var verdict = new VerdictStatement([.. inputs.OrderBy(i => i.Name, StringComparer.Ordinal)], policy.Digest!, DateTimeOffset.UtcNow)
        {
            PolicyName = policy.Name,
            Outcome = code switch { ExitCode.Clean => VerdictOutcome.Pass, ExitCode.Findings => VerdictOutcome.Fail, _ => VerdictOutcome.NotEvaluated },
            Findings = findings,
            Denied = denied,
            Waived = waived,
            ToolVersion = CommandLine.Version,
        };
        try
        {
            File.WriteAllBytes(parsed.GetValue(output)!, verdict.Sign(signing));
            return code;
        }
        catch (InvalidOperationException e)
        {
            terminal.Error.WriteLine($"csec: no verdict is attested: {e.Message}");
            return Math.Max(code, ExitCode.BadInput);
        }
    }

    private static bool HasChanged(VerdictInput input)
    {
        try
        {
            return DigestOf(input.Name) != input.Digest;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static Digest DigestOf(string file)
    {
        using FileStream stream = RegularFile.Open(file);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return Digest.OfBytes(content.ToArray());
    }
}
