using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3002: hostPID is not true (PSS baseline, CIS Kubernetes 5.2.3).</summary>
internal sealed class HostPid() : Rule(new("CSEC3002", "host-pid", Severity.High,
    "Shares the host's process namespace",
    "Remove 'hostPID: true'.")
{
    IsHardenable = true,
    PodSecurity = PodSecurityLevel.Baseline,
    References = ["PSS baseline: Host Namespaces", "CIS Kubernetes 5.2.3", "NSA/CISA Kubernetes Hardening: Pod security", "NIST SP 800-190 3.4.3"],
}), IJudges<Workload>, ICelRule
{
    public void Judge(Workload resource, RuleContext context)
    {
        if (resource.HostPid.Is(true))
            context.Report(
                resource.HostPid,
                "The pod shares the host's process namespace: it sees, and with the same user can signal and inspect, "
                    + "all processes of the node. Allowed: hostPID: false.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Pod("variables.podSpec.?hostPID.orValue(false)");
}
