using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>
/// CSEC2007: all capabilities are dropped, only NET_BIND_SERVICE may be added back; names are case-sensitive (PSS
/// restricted, CIS Kubernetes 5.2.8, 5.2.9).
/// </summary>
internal sealed class CapabilitiesNotDropped() : Rule(new("CSEC2007", "capabilities-not-dropped", Severity.Medium,
    "Does not drop all capabilities",
    "Set 'capabilities.drop: [ALL]' and add back NET_BIND_SERVICE at most.")
{
    IsHardenable = true,
    PodSecurity = PodSecurityLevel.Restricted,
    Since = new(22),
    Parameters = [Capabilities.Allowed],
    References =
    [
        "PSS restricted: Capabilities", "CIS Kubernetes 5.2.8", "CIS Kubernetes 5.2.9",
        "NSA/CISA Kubernetes Hardening: Pod security", "NIST SP 800-190 3.4.3",
    ],
}), IJudges<Container>, ICelRule
{
    private const string NetBindService = "NET_BIND_SERVICE";

    public void Judge(Container container, RuleContext context)
    {
        Workload workload = context.Within<Workload>();
        if (workload.IsWindows && context.Version.Minor >= 25)
            return;
        if (container.CapabilitiesDrop.Lacks("ALL"))
            context.ReportUnlessSaid(
                container.CapabilitiesDrop,
                $"{container} does not drop ALL capabilities (names are case-sensitive). Allowed: drop: [ALL].",
                PrivilegedContainer.Of(container, context));
        IReadOnlyList<string> allowed = context.Parameters.Get(Capabilities.Allowed);
        foreach (Field<string> added in container.CapabilitiesAdd.Items)
            if (added.IsKnown && added.Value != NetBindService && Capabilities.IsBaseline(added.Value) && !allowed.Contains(added.Value))
                context.ReportUnlessSaid(
                    added,
                    $"{container} adds the capability {added.Value}. Allowed under restricted: NET_BIND_SERVICE{Capabilities.Further(allowed)}.",
                    PrivilegedContainer.Of(container, context));
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Containers("""
            !('ALL' in c.?securityContext.?capabilities.?drop.orValue([])) ||
            c.?securityContext.?capabilities.?add.orValue([]).exists(a, a in variables.withheldCapabilities)
            """)
        .With("withheldCapabilities", Capabilities.Baseline.Except([NetBindService, .. context.Parameters.Get(Capabilities.Allowed)]))
        .Unless(context.WindowsExemption);
}
