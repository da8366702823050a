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
    private readonly Option<string[]> files = RbacInput.Files();
    private readonly Option<bool> noStockRoles = RbacInput.NoStockRoles();
    private readonly Option<string> format = RbacFormats.TextOrJson();

    public CanCommand(Terminal terminal)
        : base("can", "May a subject do something? Ends with 0 for yes, 1 for no, 2 where that is not known.")
    {
        this.terminal = terminal;
        subject.AddTo(this);
        request.AddTo(this);
        foreach (Option option in (Option[])[files, noStockRoles, format])
            Options.Add(option);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var input = new RbacInput(terminal);
        RbacAuthorizer authorizer = RbacAuthorizer.Create(input.Read(parsed.GetValue(files)!), RbacFormats.Options(parsed.GetValue(noStockRoles)));
        RbacRequest asked = request.Read(parsed) with { User = subject.Read(parsed) };
        RbacDecision decision = authorizer.Can(asked);
        RbacReport.Write(asked, decision, parsed.GetValue(format) == RbacFormats.Json, terminal.Output);
        return ExitCode.Of(faults: false, badInput: input.HasErrors || decision.Verdict == RbacVerdict.Unknown, findings: !decision.IsAllowed);
    }
}
