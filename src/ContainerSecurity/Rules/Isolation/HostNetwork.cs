using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3001: hostNetwork is not true (PSS baseline, CIS Kubernetes 5.2.5).</summary>
internal sealed class HostNetwork() : Rule(new("CSEC3001", "host-network", Severity.High,
    "Shares the host's network",
    "Remove 'hostNetwork: true'.")
{
    IsHardenable = true,
    PodSecurity = PodSecurityLevel.Baseline,
    References = ["PSS baseline: Host Namespaces", "CIS Kubernetes 5.2.5", "NSA/CISA Kubernetes Hardening: Pod security", "NIST SP 800-190 3.4.3"],
}), IJudges<Workload>, ICelRule
{
    public void Judge(Workload resource, RuleContext context)
    {
        if (resource.HostNetwork.Is(true))
            context.Report(
                resource.HostNetwork,
                "The pod shares the host's network: it sees all traffic of the node and reaches services that listen "
                    + "on localhost. Allowed: hostNetwork: false.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Pod("variables.podSpec.?hostNetwork.orValue(false)");
}
