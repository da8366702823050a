using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7016: containers on the default bridge do not reach each other (CIS Docker 2.2).</summary>
internal sealed class InterContainerNetworking() : Rule(new("CSEC7016", "inter-container-networking", Severity.Low,
    "Containers of the default bridge reach each other",
    "Set 'icc' to false in daemon.json, and give containers that belong together a network of their own.")
{
    References = ["CIS Docker 2.2", "NIST SP 800-190 3.3.2"],
}), IJudges<DockerNetwork>
{
    public void Judge(DockerNetwork network, RuleContext context)
    {
        Field<bool> traffic = network.AllowsTraffic;
        if (network.IsDefaultBridge && traffic.IsNot(false))
            context.Report(
                traffic,
                $"{network} is the default bridge, on which all containers that name no network reach all ports of each other. Allowed: icc: false.");
    }
}
