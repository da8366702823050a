using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7012: containers do not serve SSH (CIS Docker 5.7, NIST SP 800-190 3.4.3).</summary>
internal sealed class SshPortExposed() : Rule(new("CSEC7012", "ssh-port-exposed", Severity.Medium,
    "Opens the SSH port",
    "Remove port 22; use 'kubectl exec' where you may.")
{
    References = ["CIS Docker 5.7", "NIST SP 800-190 3.4.3"],
}), IJudges<Container>, IJudges<Dockerfile>, ICelRule
{
    public void Judge(Container container, RuleContext context)
    {
        foreach (ContainerPort port in container.Ports)
            if (port.Port.Is(22) && (port.Protocol.IsMissing || port.Protocol.Is("TCP")))
                context.Report(port.Port, $"{container} opens port 22: a login beside the one the cluster guards and records. Allowed: any other port.");
    }

    public void Judge(Dockerfile dockerfile, RuleContext context)
    {
        foreach (Instruction instruction in dockerfile.Instructions)
            if ((instruction.Trigger ?? instruction) is { Name: "EXPOSE" } expose)
                foreach (Field<string> port in expose.Values)
                    if (port.Is(p => p == "22" || string.Equals(p, "22/tcp", StringComparison.OrdinalIgnoreCase)))
                        context.Report(port, "EXPOSE opens port 22: a login beside the one the platform guards and records. Allowed: any other port.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Containers("c.?ports.orValue([]).exists(p, p.?containerPort.orValue(0) == 22 && p.?protocol.orValue('TCP') == 'TCP')");
}
