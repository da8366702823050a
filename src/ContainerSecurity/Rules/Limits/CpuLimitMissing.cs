using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6003: every container has a cpu limit (NSA/CISA, NIST SP 800-190 3.3.4).</summary>
internal sealed class CpuLimitMissing() : Rule(new("CSEC6003", "cpu-limit-missing", Severity.Low,
    "No cpu limit",
    "Set 'resources.limits.cpu' on the container.")
{
    References = ["NSA/CISA Kubernetes Hardening: Resource policies", "NIST SP 800-190 3.3.4"],
}), IJudges<Container>, ICelRule
{
    public void Judge(Container container, RuleContext context)
    {
        Workload workload = context.Within<Workload>();
        if (ComputeResources.LacksLimit(container, workload, "cpu", context))
            context.Report(container.Limits["cpu"], $"{container} has no cpu limit, so it can starve its neighbours on the node.");
    }

    CelCheck ICelRule.InCel(CelContext context) => ComputeResources.LimitInCel("cpu", context);
}
