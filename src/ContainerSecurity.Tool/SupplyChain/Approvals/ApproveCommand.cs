using System.CommandLine;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Approvals;
using ContainerSecurity.SupplyChain.Verdicts;

namespace ContainerSecurity.Tool.SupplyChain.Approvals;

/// <summary><c>csec approve</c>.</summary>
internal sealed class ApproveCommand : Command
{
    private readonly Terminal terminal;
    private readonly DecisionOptions decision;
    private readonly Option<string[]> namespaces = new("--namespace")
    {
        Description = "For which namespaces, as patterns; repeatable (default: all).",
    };

    private readonly Option<string> until = new("--until") { Description = $"Until when: {ApprovalTimes.Allowed}.", Required = true };
    private readonly Option<string?> notBefore = new("--not-before") { Description = $"From when on: {ApprovalTimes.Allowed} (default: now)." };
    private readonly Option<string?> findings = new("--findings")
    {
        Description = "The report on whose grounds it is approved; a verdict of 'csec scan --attest' says whether it was clean, too.",
    };

    private readonly Option<string?> sbom = new("--sbom") { Description = "The bill of materials on whose grounds it is approved." };
    private readonly Option<bool> breakGlass = new("--break-glass")
    {
        Description = "Break the glass: one person's approval counts alone, for a short time, to be reviewed later.",
    };

    public ApproveCommand(Terminal terminal)
        : base("approve", "Approves an image, by its digest, for environments and namespaces, until a time.")
    {
        this.terminal = terminal;
        decision = new DecisionOptions(this, terminal);
        foreach (Option option in (Option[])[namespaces, until, notBefore, findings, sbom, breakGlass])
            Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        DateTimeOffset? end = ApprovalTimes.Read(parsed.GetValue(until)!, now, isEnd: true);
        DateTimeOffset? start = parsed.GetValue(notBefore) is { } from ? ApprovalTimes.Read(from, now, isEnd: false) : now;
        if (end is null || start is null)
            return Wrong($"'{(end is null ? parsed.GetValue(until) : parsed.GetValue(notBefore))}' is no time; write {ApprovalTimes.Allowed}.");
        if (decision.Environments(parsed).Count == 0)
            return Wrong("An approval is for an environment; add '--environment production', or '--environment \"*\"' for all.");
        return await decision.RunAsync(parsed,
            image => new ApprovalEntry(parsed.GetValue(breakGlass) ? ApprovalKind.BreakGlass : ApprovalKind.Approve, image.Digest, now)
            {
                NotBefore = parsed.GetValue(notBefore) is null ? null : start,
                Until = end,
                Namespaces = parsed.GetValue(namespaces) is { Length: > 0 } named ? named : ["*"],
                Grounds = GroundsOf(parsed, image),
            }, cancellation).ConfigureAwait(false);
    }

    private int Wrong(string message)
    {
        terminal.Error.WriteLine($"csec: {message}");
        return ExitCode.BadInput;
    }

    private ApprovalGrounds GroundsOf(ParseResult parsed, NamedImage image)
    {
        byte[]? report = parsed.GetValue(findings) is { } file ? File.ReadAllBytes(file) : null;
        VerdictStatement? verdict = report is null ? null : VerdictStatement.Find(report);
        if (verdict is not null && !verdict.Names(image.Digest))
            throw new ArgumentException($"The verdict '{parsed.GetValue(findings)}' is about something else than {image.Digest}.");
        return new ApprovalGrounds
        {
            Findings = report is null ? null : Digest.OfBytes(report),
            Sbom = parsed.GetValue(sbom) is { } bill ? Digest.OfBytes(File.ReadAllBytes(bill)) : null,
            Policy = verdict?.Policy,
            IsClean = verdict?.IsClean,
        };
    }
}
