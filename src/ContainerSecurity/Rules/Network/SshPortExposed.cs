using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7012: containers do not serve SSH (NIST SP 800-190 3.4.3).</summary>
public sealed class SshPortExposed() : ContainerRule(new("CSEC7012", "ssh-port-exposed", Severity.Medium,
    "Opens the SSH port",
    "Remove port 22; use 'kubectl exec' where you may.")
{
    References = ["NIST SP 800-190 3.4.3"],
})
{
    /// <inheritdoc/>
    protected override void Evaluate(Container container, Workload workload, RuleContext context)
    {
        foreach (ContainerPort port in container.Ports)
            if (port.Port.Is(22) && (port.Protocol.IsMissing || port.Protocol.Is("TCP")))
                context.Report(port.Port, $"Container '{container.Name}' opens port 22: a login beside the one the cluster guards and records. Allowed: any other port.");
    }
}
