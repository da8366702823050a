using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2018: Windows containers do not run as ContainerAdministrator.</summary>
public sealed class WindowsAdministratorUser() : Rule<Workload>(new("CSEC2018", "windows-administrator-user", Severity.Medium,
    "Runs as ContainerAdministrator",
    "Set 'windowsOptions.runAsUserName: ContainerUser'."))
{
    /// <inheritdoc/>
    protected override void Evaluate(Workload resource, RuleContext context)
    {
        Judge(resource.Security.WindowsUserName, "The pod", null, context);
        foreach (Container container in resource.Containers)
            Judge(container.Security.WindowsUserName, $"Container '{container.Name}'", container, context);
    }

    private static void Judge(Field<string> user, string who, Container? container, RuleContext context)
    {
        if (user.Is(u => string.Equals(u, "ContainerAdministrator", StringComparison.OrdinalIgnoreCase)))
            context.Report(user, $"{who} runs as ContainerAdministrator. Allowed: ContainerUser or another user without rights.", container: container);
    }
}
