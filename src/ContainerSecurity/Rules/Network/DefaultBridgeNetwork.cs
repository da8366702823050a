using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7022: containers have a network of their own and not the default bridge (CIS Docker 5.30).</summary>
internal sealed class DefaultBridgeNetwork() : Rule(new("CSEC7022", "default-bridge-network", Severity.Low,
    "Uses the default bridge",
    "Make a network for what belongs together, and name it: 'networks', or --network.")
{
    References = ["CIS Docker 5.30", "NIST SP 800-190 3.3.2"],
}), IJudges<Workload>
{
    public void Judge(Workload workload, RuleContext context)
    {
        if (workload.UsesDefaultBridge.Is(true))
            context.Report(
                workload.UsesDefaultBridge,
                $"{workload} is on the default bridge, with all containers that nobody gave a network. Allowed: a network of its own, or none.");
    }
}
