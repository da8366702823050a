using ContainerSecurity.Resources.Network;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7005: load balancers name their source ranges (NIST SP 800-190 3.4.2).</summary>
public sealed class ServiceLoadBalancer() : Rule<Service>(new("CSEC7005", "service-load-balancer", Severity.Low,
    "Load balancer open to everyone",
    "Set 'loadBalancerSourceRanges'.")
{
    IsOptional = true,
    References = ["NIST SP 800-190 3.4.2"],
})
{
    /// <inheritdoc/>
    protected override void Evaluate(Service resource, RuleContext context)
    {
        if (resource.Type.Is("LoadBalancer") && resource.LoadBalancerSourceRanges is { IsOpen: false, Items.Count: 0 })
            context.Report(resource.Type, $"Service '{resource.Name}' is a load balancer that anyone may reach: loadBalancerSourceRanges names no address.");
    }
}
