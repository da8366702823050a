using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Resources;

/// <summary>CSEC6002: every container has a memory request; a limit stands for it, as the API server stores it.</summary>
public sealed class MemoryRequestMissing() : ContainerRule(new("CSEC6002", "memory-request-missing", Severity.Low,
    "No memory request",
    "Set 'resources.requests.memory' on the container.")
{
    IsKubernetesOnly = true,
}), ICelRule
{
    /// <inheritdoc/>
    protected override void Evaluate(Container container, Workload workload, RuleContext context)
    {
        if (ComputeResources.LacksRequest(container, workload, "memory", context))
            context.Report(container.Requests["memory"], $"Container '{container.Name}' has no memory request, so the scheduler cannot tell what it needs.");
    }

    CelCheck ICelRule.InCel(CelContext context) => ComputeResources.RequestInCel("memory", context);
}
