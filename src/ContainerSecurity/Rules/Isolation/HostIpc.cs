using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3003: hostIPC is not true (PSS baseline, CIS Kubernetes 5.2.4).</summary>
internal sealed class HostIpc() : Rule(new("CSEC3003", "host-ipc", Severity.High,
    "Shares the host's IPC namespace",
    "Remove 'hostIPC: true'.")
{
    IsHardenable = true,
    PodSecurity = PodSecurityLevel.Baseline,
    References = ["PSS baseline: Host Namespaces", "CIS Kubernetes 5.2.4", "NSA/CISA Kubernetes Hardening: Pod security", "NIST SP 800-190 3.4.3"],
}), IJudges<Workload>, ICelRule
{
    public void Judge(Workload resource, RuleContext context)
    {
        if (resource.HostIpc.Is(true))
            context.Report(
                resource.HostIpc,
                "The pod shares the host's IPC namespace: it can read the shared memory of processes of the node. Allowed: hostIPC: false.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Pod("variables.podSpec.?hostIPC.orValue(false)");
}
