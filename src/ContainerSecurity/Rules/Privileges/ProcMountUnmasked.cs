using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2013: procMount is Default (PSS baseline; from v1.35 not where the pod has its own user namespace, which restricted does not relax).</summary>
internal sealed class ProcMountUnmasked() : Rule(new("CSEC2013", "proc-mount-unmasked", Severity.High,
    "/proc is not masked",
    "Remove 'procMount', or set it to Default.")
{
    IsHardenable = true,
    PodSecurity = PodSecurityLevel.Baseline,
    References = ["PSS baseline: /proc Mount Type", "NIST SP 800-190 3.4.3"],
}), IJudges<Container>, ICelRule
{
    public void Judge(Container container, RuleContext context)
    {
        Workload workload = context.Within<Workload>();
        if (context.Level != PodSecurityLevel.Restricted && context.Version.Minor >= 35 && workload.HostUsers.Is(false))
            return;
        if (container.ProcMount.Is(p => p != "Default"))
            context.Report(container.ProcMount, $"{container} sets procMount to {container.ProcMount}. Allowed: Default.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Containers("c.?securityContext.?procMount.orValue('Default') != 'Default'")
        .Unless(context.Level == PodSecurityLevel.Restricted ? null : context.UserNamespaceExemption);
}
