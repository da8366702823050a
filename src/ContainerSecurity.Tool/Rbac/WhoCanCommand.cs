using System.CommandLine;
using ContainerSecurity.Access;
using ContainerSecurity.Reports.Rbac;

namespace ContainerSecurity.Tool.Rbac;

/// <summary><c>csec rbac who-can</c>.</summary>
internal sealed class WhoCanCommand : Command
{
    private readonly Terminal terminal;
    private readonly RequestOptions request = new();
    private readonly Option<string[]> files = RbacInput.Files();
    private readonly Option<bool> noStockRoles = RbacInput.NoStockRoles();
    private readonly Option<bool> allowNotEvaluated = CommonOptions.AllowNotEvaluated();
    private readonly Option<string> format = RbacFormats.TextOrJson();

    public WhoCanCommand(Terminal terminal)
        : base("who-can", "Who may do something, and by which binding?")
    {
        this.terminal = terminal;
        request.AddTo(this);
        foreach (Option option in (Option[])[files, noStockRoles, allowNotEvaluated, format])
            Options.Add(option);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var input = new RbacInput(terminal);
        RbacAuthorizer authorizer = RbacAuthorizer.Create(input.Read(parsed.GetValue(files)!), RbacFormats.Options(parsed.GetValue(noStockRoles)));
        RbacRequest asked = request.Read(parsed);
        RbacHolders holders = authorizer.WhoCan(asked);
        RbacReport.Write(asked, holders, parsed.GetValue(format) == RbacFormats.Json, terminal.Output);
        input.Explain(holders.Gaps);
        bool isUnknown = holders.Gaps.Count > 0 && !parsed.GetValue(allowNotEvaluated);
        return ExitCode.Of(faults: false, badInput: input.HasErrors || isUnknown, findings: false);
    }
}
