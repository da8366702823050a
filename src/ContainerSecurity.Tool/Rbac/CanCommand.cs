using System.CommandLine;
using ContainerSecurity.Access;
using ContainerSecurity.Reports.Rbac;

namespace ContainerSecurity.Tool.Rbac;

/// <summary><c>csec rbac can</c>.</summary>
internal sealed class CanCommand : Command
{
    private readonly Terminal terminal;
    private readonly SubjectOptions subject = new();
    private readonly RequestOptions request = new();
    private readonly RbacSource source;
    private readonly Option<string> format = RbacFormats.TextOrJson();

    public CanCommand(Terminal terminal)
        : base("can", "May a subject do something? Ends with 0 for yes, 1 for no, 2 where that is not known.")
    {
        this.terminal = terminal;
        source = new RbacSource(terminal);
        subject.AddTo(this);
        request.AddTo(this);
        source.AddTo(this);
        foreach (Option option in (Option[])[format])
            Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (await source.ReadAsync(parsed, cancellation).ConfigureAwait(false) is not { } authorizer)
            return ExitCode.BadInput;
        RbacRequest asked = request.Read(parsed) with { User = subject.Read(parsed) };
        RbacDecision decision = authorizer.Can(asked);
        RbacReport.Write(asked, decision, parsed.GetValue(format) == RbacFormats.Json, terminal.Output);
        return ExitCode.Of(faults: false, badInput: source.HasErrors || decision.Verdict == RbacVerdict.Unknown, findings: !decision.IsAllowed);
    }
}
