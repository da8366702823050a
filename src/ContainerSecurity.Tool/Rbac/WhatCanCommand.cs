using System.CommandLine;
using ContainerSecurity.Access;
using ContainerSecurity.Reports.Rbac;

namespace ContainerSecurity.Tool.Rbac;

/// <summary><c>csec rbac what-can</c>.</summary>
internal sealed class WhatCanCommand : Command
{
    private readonly Terminal terminal;
    private readonly SubjectOptions subject = new();
    private readonly Option<string?> space = RequestOptions.NamespaceOption();
    private readonly Option<bool> all = new("--all-namespaces", "-A") { Description = "What holds in all namespaces." };
    private readonly RbacSource source;
    private readonly Option<bool> allowNotEvaluated = CommonOptions.AllowNotEvaluated();
    private readonly Option<string> format = RbacFormats.TextOrJson();

    public WhatCanCommand(Terminal terminal)
        : base("what-can", "What may a subject do in a namespace? The table is that of 'kubectl auth can-i --list'.")
    {
        this.terminal = terminal;
        source = new RbacSource(terminal);
        subject.AddTo(this);
        source.AddTo(this);
        foreach (Option option in (Option[])[space, all, allowNotEvaluated, format])
            Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (await source.ReadAsync(parsed, cancellation).ConfigureAwait(false) is not { } authorizer)
            return ExitCode.BadInput;
        RbacPermissions permissions = authorizer.WhatCan(subject.Read(parsed), parsed.GetValue(all) ? "" : parsed.GetValue(space) ?? "default");
        RbacReport.Write(permissions, parsed.GetValue(format) == RbacFormats.Json, terminal.Output);
        if (permissions.User.IsMaster)
            terminal.Error.WriteLine($"csec: {permissions.User} is in {RbacUser.Masters}, which may do everything without any binding.");
        source.Explain(permissions.Gaps);
        bool isUnknown = permissions.Gaps.Count > 0 && !parsed.GetValue(allowNotEvaluated);
        return ExitCode.Of(faults: false, badInput: source.HasErrors || isUnknown, findings: false);
    }
}
