using System.CommandLine;
using ContainerSecurity.Access.Audits;

namespace ContainerSecurity.Tool.Rbac;

/// <summary><c>csec rbac unused</c>.</summary>
internal sealed class RbacUnusedCommand : Command
{
    private readonly Terminal terminal;
    private readonly Option<string[]> audit = AuditFiles.Option();
    private readonly RbacSource source;
    private readonly Option<string> format = RbacFormats.TextOrJson();

    public RbacUnusedCommand(Terminal terminal)
        : base("unused", "Tells what bindings give that audit logs do not show as used.")
    {
        this.terminal = terminal;
        source = new RbacSource(terminal);
        source.AddTo(this);
        foreach (Option option in new Option[] { audit, format })
            Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (await source.ReadAsync(parsed, cancellation).ConfigureAwait(false) is not { } authorizer)
            return ExitCode.BadInput;
        bool isEmpty = authorizer.Bindings.Count == 0;
        if (isEmpty)
            terminal.Error.WriteLine("csec: There are no bindings, so there is nothing to compare.");
        source.Explain(authorizer.Gaps);
        AuditTrail trail = new AuditFiles(terminal).Read(parsed.GetValue(audit)!, new AuditOptions());
        IReadOnlyList<UnusedAccess> unused = UnusedAccess.Find(authorizer, trail);
        var report = new UnusedReport(unused, trail);
        if (parsed.GetValue(format) == RbacFormats.Json)
            report.WriteJson(terminal.Output);
        else
            report.WriteText(terminal.Lines);
        bool isBroken = source.HasErrors || isEmpty || !trail.IsComplete || trail.Allowed + trail.Denied == 0;
        return ExitCode.Of(false, isBroken, unused.Count > 0);
    }
}
