using System.CommandLine;
using ContainerSecurity.Access;
using ContainerSecurity.Access.Audits;

namespace ContainerSecurity.Tool.Rbac;

/// <summary><c>csec rbac unused</c>.</summary>
internal sealed class RbacUnusedCommand : Command
{
    private readonly Terminal terminal;
    private readonly Option<string[]> audit = AuditFiles.Option();
    private readonly Option<string[]> files = RbacInput.Files();
    private readonly Option<bool> noStockRoles = RbacInput.NoStockRoles();
    private readonly Option<string> format = RbacFormats.TextOrJson();

    public RbacUnusedCommand(Terminal terminal)
        : base("unused", "Tells what bindings give that audit logs do not show as used.")
    {
        this.terminal = terminal;
        foreach (Option option in new Option[] { audit, files, noStockRoles, format })
            Options.Add(option);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var input = new RbacInput(terminal);
        RbacAuthorizer authorizer = RbacAuthorizer.Create(input.Read(parsed.GetValue(files)!), RbacFormats.Options(parsed.GetValue(noStockRoles)));
        bool isEmpty = authorizer.Bindings.Count == 0;
        if (isEmpty)
            terminal.Error.WriteLine("csec: There are no bindings, so there is nothing to compare.");
        input.Explain(authorizer.Gaps);
        AuditTrail trail = new AuditFiles(terminal).Read(parsed.GetValue(audit)!, new AuditOptions());
        IReadOnlyList<UnusedAccess> unused = UnusedAccess.Find(authorizer, trail);
        var report = new UnusedReport(unused, trail);
        if (parsed.GetValue(format) == RbacFormats.Json)
            report.WriteJson(terminal.Output);
        else
            report.WriteText(terminal.Lines);
        bool isBroken = input.HasErrors || isEmpty || !trail.IsComplete || trail.Allowed + trail.Denied == 0;
        return ExitCode.Of(false, isBroken, unused.Count > 0);
    }
}
