using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Resources;

/// <summary>CSEC6001: every container has a memory limit (NSA/CISA, NIST SP 800-190 3.3.4).</summary>
public sealed class MemoryLimitMissing() : ContainerRule(new("CSEC6001", "memory-limit-missing", Severity.Medium,
    "No memory limit",
    "Set 'resources.limits.memory' on the container.")
{
    References = ["NSA/CISA Kubernetes Hardening: Resource policies", "NIST SP 800-190 3.3.4"],
}), ICelRule
{
    /// <inheritdoc/>
    protected override void Evaluate(Container container, Workload workload, RuleContext context)
    {
        if (ComputeResources.LacksLimit(container, workload, "memory", context))
            context.Report(container.Limits["memory"], $"Container '{container.Name}' has no memory limit, so it can starve its neighbours on the node.");
    }

    CelCheck ICelRule.InCel(CelContext context) => ComputeResources.LimitInCel("memory", context);
}
