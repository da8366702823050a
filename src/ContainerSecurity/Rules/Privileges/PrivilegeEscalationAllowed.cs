using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2002: a process must not gain more privileges than its parent (PSS restricted, CIS Kubernetes 5.2.6).</summary>
public sealed class PrivilegeEscalationAllowed() : ContainerRule(new("CSEC2002", "privilege-escalation-allowed", Severity.High,
    "Privilege escalation is not switched off",
    "Set 'securityContext.allowPrivilegeEscalation: false' on the container.")
{
    PodSecurity = PodSecurityLevel.Restricted,
    Since = new(8),
    References = ["PSS restricted: Privilege Escalation", "CIS Kubernetes 5.2.6", "NSA/CISA Kubernetes Hardening: Pod security", "NIST SP 800-190 3.4.3"],
}), ICelRule
{
    /// <inheritdoc/>
    protected override void Evaluate(Container container, Workload workload, RuleContext context)
    {
        if (workload.IsWindows && context.Version.Minor >= 25)
            return;
        if (container.AllowPrivilegeEscalation.IsNot(false))
            context.Report(container.AllowPrivilegeEscalation, $"Container '{container.Name}' does not set allowPrivilegeEscalation to false, so a setuid program may gain privileges. Allowed: false.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Containers("c.?securityContext.?allowPrivilegeEscalation.orValue(true)").Unless(context.WindowsExemption);
}
