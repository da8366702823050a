using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2015: hostProcess is not true (PSS baseline, CIS Kubernetes 5.2.10).</summary>
internal sealed class WindowsHostProcess() : Rule(new("CSEC2015", "windows-host-process", Severity.Critical,
    "Windows container runs in the host",
    "Remove 'windowsOptions.hostProcess'.")
{
    IsKubernetesOnly = true,
    PodSecurity = PodSecurityLevel.Baseline,
    References = ["PSS baseline: HostProcess", "CIS Kubernetes 5.2.10"],
}), IJudges<Workload>, ICelRule
{
    public void Judge(Workload resource, RuleContext context)
    {
        if (resource.Security.WindowsHostProcess.Is(true))
            context.Report(
                resource.Security.WindowsHostProcess,
                "The pod sets hostProcess to true: its containers run directly on the Windows host. Allowed: false.");
        foreach (Container container in resource.Containers)
            if (container.Security.WindowsHostProcess.Is(true))
                context.Report(
                    container.Security.WindowsHostProcess,
                    $"{container} sets hostProcess to true: it runs directly on the Windows host. Allowed: false.",
                    container: container);
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Pod("variables.podSecurity.?windowsOptions.?hostProcess.orValue(false)")
        .AndContainers("c.?securityContext.?windowsOptions.?hostProcess.orValue(false)");
}
