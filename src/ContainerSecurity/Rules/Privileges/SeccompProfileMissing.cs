using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2010: RuntimeDefault or Localhost is set at the pod or at every container (PSS restricted, CIS Kubernetes 5.6.2).</summary>
internal sealed class SeccompProfileMissing() : Rule(new("CSEC2010", "seccomp-profile-missing", Severity.Medium,
    "No seccomp profile",
    "Set 'securityContext.seccompProfile.type: RuntimeDefault' on the pod.")
{
    IsHardenable = true,
    PodSecurity = PodSecurityLevel.Restricted,
    Since = new(19),
    References = ["PSS restricted: Seccomp", "CIS Kubernetes 5.6.2", "NSA/CISA Kubernetes Hardening: Pod security", "NIST SP 800-190 3.4.3"],
}), IJudges<Container>, ICelRule
{
    public void Judge(Container container, RuleContext context)
    {
        Workload workload = context.Within<Workload>();
        if (workload.IsWindows && context.Version.Minor >= 25)
            return;
        if (container.Security.SeccompType.IsMissing && workload.Security.SeccompType.IsMissing)
            context.ReportUnlessSaid(
                container.Security.SeccompType,
                $"{container} has no seccomp profile: neither it nor its pod sets one. Allowed: RuntimeDefault, Localhost.",
                PrivilegedContainer.Of(container, context));
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Containers("!c.?securityContext.?seccompProfile.?type.or(variables.podSecurity.?seccompProfile.?type).hasValue()")
        .Unless(context.WindowsExemption);
}
