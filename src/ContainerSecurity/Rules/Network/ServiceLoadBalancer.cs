using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7005: load balancers name their source ranges (NIST SP 800-190 3.4.2).</summary>
public sealed class ServiceLoadBalancer() : KindRule(new("CSEC7005", "service-load-balancer", Severity.Low,
    "Load balancer open to everyone",
    "Set 'loadBalancerSourceRanges'.")
{
    IsOptional = true,
    References = ["NIST SP 800-190 3.4.2"],
}, "Service")
{
    /// <inheritdoc/>
    protected override void Evaluate(KubernetesResource resource, RuleContext context)
    {
        if (resource.Spec.Text("type").Is("LoadBalancer") && resource.Spec.Node("loadBalancerSourceRanges").IsMissing)
            context.Report(resource.Spec.Text("type"), $"Service '{resource.Name}' is a load balancer that anyone may reach: loadBalancerSourceRanges is not set.");
    }
}
