using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Resources;

/// <summary>CSEC6003: every container has a cpu limit (NSA/CISA, NIST SP 800-190 3.3.4).</summary>
public sealed class CpuLimitMissing() : ContainerRule(new("CSEC6003", "cpu-limit-missing", Severity.Low,
    "No cpu limit",
    "Set 'resources.limits.cpu' on the container.")
{
    References = ["NSA/CISA Kubernetes Hardening: Resource policies", "NIST SP 800-190 3.3.4"],
}), ICelRule
{
    /// <inheritdoc/>
    protected override void Evaluate(Container container, Workload workload, RuleContext context)
    {
        if (ComputeResources.LacksLimit(container, workload, "cpu", context))
            context.Report(container.Limits["cpu"], $"Container '{container.Name}' has no cpu limit, so it can starve its neighbours on the node.");
    }

    CelCheck ICelRule.InCel(CelContext context) => ComputeResources.LimitInCel("cpu", context);
}
