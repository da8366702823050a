using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>
/// CSEC2013: procMount is Default (PSS baseline; from v1.35 baseline lets it be where the pod has its own user namespace,
/// and nothing else does).
/// </summary>
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
        bool hasOwnUsers = context.Version.Minor >= 35 && workload.HostUsers.Is(false);
        if (container.ProcMount.Is(p => p != "Default") && !(hasOwnUsers && context.Level == PodSecurityLevel.Baseline))
            context.ReportUnlessSaid(
                container.ProcMount,
                $"{container} sets procMount to {container.ProcMount}. Allowed: Default.",
                PrivilegedContainer.Of(container, context),
                hasOwnUsers ? Severity.Medium : null);
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Containers("c.?securityContext.?procMount.orValue('Default') != 'Default'")
        .Unless(context.Level == PodSecurityLevel.Baseline ? context.UserNamespaceExemption : null);
}
