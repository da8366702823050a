using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6011: every container has a limit for what it writes to the node's disk (NIST SP 800-190 3.3.4).</summary>
internal sealed class EphemeralStorageLimitMissing() : Rule(new("CSEC6011", "ephemeral-storage-limit-missing", Severity.Info,
    "No ephemeral storage limit",
    "Set 'resources.limits.ephemeral-storage' on the container.")
{
    IsKubernetesOnly = true,
    IsOptional = true,
    References = ["NSA/CISA Kubernetes Hardening: Resource policies", "NIST SP 800-190 3.3.4"],
}), IJudges<Container>, ICelRule
{
    public void Judge(Container container, RuleContext context)
    {
        Workload workload = context.Within<Workload>();
        if (ComputeResources.LacksLimit(container, workload, "ephemeral-storage", context))
            context.Report(
                container.Limits["ephemeral-storage"],
                $"{container} has no ephemeral-storage limit, so its logs and files can fill the disk of the node.");
    }

    CelCheck ICelRule.InCel(CelContext context) => ComputeResources.LimitInCel("ephemeral-storage", context);
}
