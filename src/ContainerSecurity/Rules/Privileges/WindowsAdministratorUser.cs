using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2018: Windows containers do not run as ContainerAdministrator.</summary>
internal sealed class WindowsAdministratorUser() : Rule(new("CSEC2018", "windows-administrator-user", Severity.Medium,
    "Runs as ContainerAdministrator",
    "Set 'windowsOptions.runAsUserName: ContainerUser'.")
{
    IsKubernetesOnly = true,
}), IJudges<Container>, ICelRule
{
    public void Judge(Container container, RuleContext context)
    {
        Workload workload = context.Within<Workload>();
        Field<string> user = container.Security.WindowsUserName.Else(workload.Security.WindowsUserName);
        if (user.Is(u => string.Equals(u.Substring(u.LastIndexOf('\\') + 1), "ContainerAdministrator", StringComparison.OrdinalIgnoreCase)))
            context.Report(user, $"{container} runs as {user}, by runAsUserName. Allowed: ContainerUser or another user without rights.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Containers("""
        c.?securityContext.?windowsOptions.?runAsUserName.or(variables.podSecurity.?windowsOptions.?runAsUserName).orValue('')
        .lowerAscii().matches('(^|\\\\)containeradministrator$')
        """);
}
