using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Resources;

/// <summary>CSEC6004: every container has a cpu request; a limit stands for it, as the API server stores it.</summary>
public sealed class CpuRequestMissing() : ContainerRule(new("CSEC6004", "cpu-request-missing", Severity.Low,
    "No cpu request",
    "Set 'resources.requests.cpu' on the container.")
{
    IsKubernetesOnly = true,
}), ICelRule
{
    /// <inheritdoc/>
    protected override void Evaluate(Container container, Workload workload, RuleContext context)
    {
        if (ComputeResources.LacksRequest(container, workload, "cpu", context))
            context.Report(container.Requests["cpu"], $"Container '{container.Name}' has no cpu request, so the scheduler cannot tell what it needs.");
    }

    CelCheck ICelRule.InCel(CelContext context) => ComputeResources.RequestInCel("cpu", context);
}
