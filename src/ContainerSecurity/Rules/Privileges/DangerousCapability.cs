using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2006: added capabilities must be on the baseline list (PSS baseline, CIS Kubernetes 5.2.8, 5.2.9).</summary>
internal sealed class DangerousCapability() : Rule(new("CSEC2006", "dangerous-capability", Severity.High,
    "Adds a dangerous capability",
    "Remove the capability; give the program only what it needs from the baseline list.")
{
    IsHardenable = true,
    PodSecurity = PodSecurityLevel.Baseline,
    Parameters = [Capabilities.Allowed],
    References =
    [
        "PSS baseline: Capabilities", "CIS Kubernetes 5.2.8", "CIS Kubernetes 5.2.9",
        "NSA/CISA Kubernetes Hardening: Pod security", "NIST SP 800-190 3.4.3",
    ],
}), IJudges<Container>, ICelRule
{
    public void Judge(Container container, RuleContext context)
    {
        Workload workload = context.Within<Workload>();
        if (context.Level == PodSecurityLevel.Restricted && context.Version.Minor >= 25 && workload.IsWindows)
            return;
        IReadOnlyList<string> allowed = context.Parameters.Get(Capabilities.Allowed);
        foreach (Field<string> added in container.CapabilitiesAdd.Items)
            if (added.IsKnown && !Capabilities.IsBaseline(added.Value) && !allowed.Contains(added.Value))
                context.ReportUnlessSaid(
                    added,
                    $"{container} adds the capability {added.Value}. Allowed: {Capabilities.BaselineList}{Capabilities.Further(allowed)}.",
                    PrivilegedContainer.Of(container, context),
                    Capabilities.GivesAwayTheHost(added.Value) ? Severity.Critical : null);
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Containers("c.?securityContext.?capabilities.?add.orValue([]).exists(a, !(a in variables.allowedCapabilities))")
        .With(Capabilities.Allowed.Name, [.. Capabilities.Baseline, .. context.Parameters.Get(Capabilities.Allowed)])
        .Unless(context.RestrictedWindowsExemption);
}
