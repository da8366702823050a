using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6001: every container has a memory limit (NSA/CISA, NIST SP 800-190 3.3.4).</summary>
internal sealed class MemoryLimitMissing() : Rule(new("CSEC6001", "memory-limit-missing", Severity.Medium,
    "No memory limit",
    "Set 'resources.limits.memory' on the container.")
{
    References = ["NSA/CISA Kubernetes Hardening: Resource policies", "NIST SP 800-190 3.3.4"],
}), IJudges<Container>, ICelRule
{
    public void Judge(Container container, RuleContext context)
    {
        Workload workload = context.Within<Workload>();
        if (ComputeResources.LacksLimit(container, workload, "memory", context))
            context.Report(container.Limits["memory"], $"{container} has no memory limit, so it can starve its neighbours on the node.");
    }

    CelCheck ICelRule.InCel(CelContext context) => ComputeResources.LimitInCel("memory", context);
}
