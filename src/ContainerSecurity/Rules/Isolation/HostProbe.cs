using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3014: probes and lifecycle hooks name no host (PSS baseline from v1.34).</summary>
internal sealed class HostProbe() : Rule(new("CSEC3014", "host-probe", Severity.Medium,
    "Probe or hook names a host",
    "Remove 'host' from the probe or hook; it then asks the pod itself.")
{
    IsKubernetesOnly = true,
    PodSecurity = PodSecurityLevel.Baseline,
    Since = new(34),
    References = ["PSS baseline: Host Probes / Lifecycle Hooks"],
}), IJudges<Container>, ICelRule
{
    public void Judge(Container container, RuleContext context)
    {
        foreach (Field<string> host in container.ProbeHosts)
            if (host.Is(h => h.Length > 0))
                context.Report(
                    host,
                    $"A probe or hook of container '{container.Name}' names the host '{host}', so the kubelet asks "
                        + $"wherever the pod's author wants. Allowed: no value.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Containers("""
        [c.?livenessProbe, c.?readinessProbe, c.?startupProbe, c.?lifecycle.?postStart, c.?lifecycle.?preStop]
        .exists(p, p.?httpGet.?host.orValue('') != '' || p.?tcpSocket.?host.orValue('') != '')
        """);
}
