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
    private readonly Option<string[]> files = RbacInput.Files();
    private readonly Option<bool> noStockRoles = RbacInput.NoStockRoles();
    private readonly Option<bool> allowNotEvaluated = CommonOptions.AllowNotEvaluated();
    private readonly Option<string> format = RbacFormats.TextOrJson();

    public WhatCanCommand(Terminal terminal)
        : base("what-can", "What may a subject do in a namespace? The table is that of 'kubectl auth can-i --list'.")
    {
        this.terminal = terminal;
        subject.AddTo(this);
        foreach (Option option in (Option[])[space, all, files, noStockRoles, allowNotEvaluated, format])
            Options.Add(option);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var input = new RbacInput(terminal);
        RbacAuthorizer authorizer = RbacAuthorizer.Create(input.Read(parsed.GetValue(files)!), RbacFormats.Options(parsed.GetValue(noStockRoles)));
        RbacPermissions permissions = authorizer.WhatCan(subject.Read(parsed), parsed.GetValue(all) ? "" : parsed.GetValue(space) ?? "default");
        RbacReport.Write(permissions, parsed.GetValue(format) == RbacFormats.Json, terminal.Output);
        if (permissions.User.IsMaster)
            terminal.Error.WriteLine($"csec: {permissions.User} is in {RbacUser.Masters}, which may do everything without any binding.");
        input.Explain(permissions.Gaps);
        bool isUnknown = permissions.Gaps.Count > 0 && !parsed.GetValue(allowNotEvaluated);
        return ExitCode.Of(faults: false, badInput: input.HasErrors || isUnknown, findings: false);
    }
}
