using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6002: every container has a memory request; a limit stands for it, as the API server stores it.</summary>
internal sealed class MemoryRequestMissing() : Rule(new("CSEC6002", "memory-request-missing", Severity.Low,
    "No memory request",
    "Set 'resources.requests.memory' on the container.")
{
    IsKubernetesOnly = true,
}), IJudges<Container>, ICelRule
{
    public void Judge(Container container, RuleContext context)
    {
        Workload workload = context.Within<Workload>();
        if (ComputeResources.LacksRequest(container, workload, "memory", context))
            context.Report(container.Requests["memory"], $"{container} has no memory request, so the scheduler cannot tell what it needs.");
    }

    CelCheck ICelRule.InCel(CelContext context) => ComputeResources.RequestInCel("memory", context);
}
