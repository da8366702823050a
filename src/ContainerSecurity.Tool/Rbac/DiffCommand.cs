using System.CommandLine;
using ContainerSecurity.Access;
using ContainerSecurity.Reports.Rbac;

namespace ContainerSecurity.Tool.Rbac;

/// <summary><c>csec rbac diff</c>.</summary>
internal sealed class DiffCommand : Command
{
    private readonly Terminal terminal;
    private readonly Argument<string> old = new("old") { Description = "File or folder with the roles and bindings as they were, or - for standard input." };
    private readonly Argument<string> present = new("new") { Description = "File or folder with the roles and bindings as they will be." };
    private readonly Option<bool> noStockRoles = RbacInput.NoStockRoles();
    private readonly Option<bool> allowNotEvaluated = CommonOptions.AllowNotEvaluated();
    private readonly Option<string> format = RbacFormats.TextOrJson();

    public DiffCommand(Terminal terminal)
        : base("diff", "What does a change allow that was not allowed? Ends with 1 where there is anything.")
    {
        this.terminal = terminal;
        Arguments.Add(old);
        Arguments.Add(present);
        foreach (Option option in (Option[])[noStockRoles, allowNotEvaluated, format])
            Options.Add(option);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var input = new RbacInput(terminal);
        RbacOptions options = RbacFormats.Options(parsed.GetValue(noStockRoles));
        RbacAuthorizer before = RbacAuthorizer.Create(input.Read([parsed.GetValue(old)!]), options);
        RbacAuthorizer after = RbacAuthorizer.Create(input.Read([parsed.GetValue(present)!]), options);
        var difference = RbacDifference.Between(before, after);
        RbacReport.Write(difference, parsed.GetValue(format) == RbacFormats.Json, terminal.Output);
        input.Explain(difference.Gaps);
        bool isUnknown = difference.Gaps.Count > 0 && !parsed.GetValue(allowNotEvaluated);
        return ExitCode.Of(faults: false, badInput: input.HasErrors || isUnknown, findings: difference.Gained.Count > 0);
    }
}
