using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2002: a process must not gain more privileges than its parent (PSS restricted, CIS Kubernetes 5.2.6).</summary>
internal sealed class PrivilegeEscalationAllowed() : Rule(new("CSEC2002", "privilege-escalation-allowed", Severity.High,
    "Privilege escalation is not switched off",
    "Set 'securityContext.allowPrivilegeEscalation: false' on the container.")
{
    IsHardenable = true,
    PodSecurity = PodSecurityLevel.Restricted,
    Since = new(8),
    References = ["PSS restricted: Privilege Escalation", "CIS Kubernetes 5.2.6", "NSA/CISA Kubernetes Hardening: Pod security", "NIST SP 800-190 3.4.3"],
}), IJudges<Container>, ICelRule
{
    public void Judge(Container container, RuleContext context)
    {
        Workload workload = context.Within<Workload>();
        if (workload.IsWindows && context.Version.Minor >= 25)
            return;
        if (container.AllowPrivilegeEscalation.IsNot(false))
            context.ReportUnlessSaid(
                container.AllowPrivilegeEscalation,
                $"{container} does not set allowPrivilegeEscalation to false, so a setuid program may gain privileges. Allowed: false.",
                PrivilegedContainer.Of(container, context));
    }

    CelCheck ICelRule.InCel(CelContext context) =>
        CelCheck.Containers("c.?securityContext.?allowPrivilegeEscalation.orValue(true)").Unless(context.WindowsExemption);
}
