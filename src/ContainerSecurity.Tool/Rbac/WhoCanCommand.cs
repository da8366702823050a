using System.CommandLine;
using ContainerSecurity.Access;
using ContainerSecurity.Reports.Rbac;

namespace ContainerSecurity.Tool.Rbac;

/// <summary><c>csec rbac who-can</c>.</summary>
internal sealed class WhoCanCommand : Command
{
    private readonly Terminal terminal;
    private readonly RequestOptions request = new();
    private readonly RbacSource source;
    private readonly Option<bool> allowNotEvaluated = CommonOptions.AllowNotEvaluated();
    private readonly Option<string> format = RbacFormats.TextOrJson();

    public WhoCanCommand(Terminal terminal)
        : base("who-can", "Who may do something, and by which binding?")
    {
        this.terminal = terminal;
        source = new RbacSource(terminal);
        request.AddTo(this);
        source.AddTo(this);
        foreach (Option option in (Option[])[allowNotEvaluated, format])
            Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (await source.ReadAsync(parsed, cancellation).ConfigureAwait(false) is not { } authorizer)
            return ExitCode.BadInput;
        RbacRequest asked = request.Read(parsed);
        RbacHolders holders = authorizer.WhoCan(asked);
        RbacReport.Write(asked, holders, parsed.GetValue(format) == RbacFormats.Json, terminal.Output);
        source.Explain(holders.Gaps);
        bool isUnknown = holders.Gaps.Count > 0 && !parsed.GetValue(allowNotEvaluated);
        return ExitCode.Of(faults: false, badInput: source.HasErrors || isUnknown, findings: false);
    }
}
