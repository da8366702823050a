using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2001: a container must not run privileged (PSS baseline, CIS Kubernetes 5.2.2, NSA/CISA, NIST SP 800-190 3.4.3).</summary>
internal sealed class PrivilegedContainer() : Rule(new("CSEC2001", "privileged-container", Severity.Critical,
    "Container runs privileged",
    "Remove 'privileged: true'; add the single capability or device that the program needs.")
{
    IsHardenable = true,
    PodSecurity = PodSecurityLevel.Baseline,
    References = ["PSS baseline: Privileged Containers", "CIS Kubernetes 5.2.2", "NSA/CISA Kubernetes Hardening: Pod security", "NIST SP 800-190 3.4.3"],
}), IJudges<Container>, ICelRule
{
    /// <summary>The rule's finding about a container, which says more than any about what follows from it; none for one that is not privileged.</summary>
    internal static IEnumerable<StrongerFinding> Of(Container container, RuleContext context) =>
        container.Privileged.Is(true) ? context.Beside("CSEC2001", container.Privileged) : [];

    public void Judge(Container container, RuleContext context)
    {
        if (container.Privileged.Is(true))
            context.Report(
                container.Privileged,
                $"{container} runs privileged: it has all capabilities and all devices of the host. Allowed: false, or no value.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Containers("c.?securityContext.?privileged.orValue(false)");
}
