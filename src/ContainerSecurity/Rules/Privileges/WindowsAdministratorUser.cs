using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2018: Windows containers do not run as ContainerAdministrator.</summary>
public sealed class WindowsAdministratorUser() : ContainerRule(new("CSEC2018", "windows-administrator-user", Severity.Medium,
    "Runs as ContainerAdministrator",
    "Set 'windowsOptions.runAsUserName: ContainerUser'.")
{
    IsKubernetesOnly = true,
}), ICelRule
{
    /// <inheritdoc/>
    protected override void Evaluate(Container container, Workload workload, RuleContext context)
    {
        Field<string> user = container.Security.WindowsUserName.Else(workload.Security.WindowsUserName);
        if (user.Is(u => string.Equals(u.Substring(u.LastIndexOf('\\') + 1), "ContainerAdministrator", StringComparison.OrdinalIgnoreCase)))
            context.Report(user, $"Container '{container.Name}' runs as {user}, by runAsUserName. Allowed: ContainerUser or another user without rights.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Containers("""
        c.?securityContext.?windowsOptions.?runAsUserName.or(variables.podSecurity.?windowsOptions.?runAsUserName).orValue('')
        .lowerAscii().matches('(^|\\\\)containeradministrator$')
        """);
}
