using System.CommandLine;
using ContainerSecurity.Access;
using ContainerSecurity.Access.Audits;

namespace ContainerSecurity.Tool.Rbac;

/// <summary><c>csec rbac unused</c>.</summary>
internal sealed class RbacUnusedCommand : Command
{
    private readonly Terminal terminal;
    private readonly Option<string[]> audit = AuditFiles.Option();
    private readonly Option<string[]> files = new("-f") { Description = "File or folder with roles and bindings, or - for standard input; repeatable.", Required = true };
    private readonly Option<string> format = new("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };

    public RbacUnusedCommand(Terminal terminal)
        : base("unused", "Tells what bindings give that audit logs do not show as used.")
    {
        this.terminal = terminal;
        format.AcceptOnlyFromAmong("text", "json");
        Options.Add(audit);
        Options.Add(files);
        Options.Add(format);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var reader = new RbacFiles(terminal);
        var authorizer = new RbacAuthorizer(reader.Read(parsed.GetValue(files)!));
        bool isEmpty = authorizer.Bindings.Count == 0;
        if (isEmpty)
            terminal.Error.WriteLine("csec: There are no bindings, so there is nothing to compare.");
        foreach (RbacGap gap in authorizer.Gaps)
            terminal.Error.WriteLine($"csec: {gap.Reason}");
        AuditTrail trail = new AuditFiles(terminal).Read(parsed.GetValue(audit)!, new AuditOptions());
        IReadOnlyList<UnusedAccess> unused = UnusedAccess.Find(authorizer, trail);
        var report = new UnusedReport(unused, trail);
        if (parsed.GetValue(format) == "json")
            report.WriteJson(terminal.Output);
        else
            report.WriteText(terminal.Lines);
        bool isBroken = reader.HasErrors || isEmpty || !trail.IsComplete || trail.Allowed + trail.Denied == 0;
        return ExitCode.Of(false, isBroken, unused.Count > 0);
    }
}
