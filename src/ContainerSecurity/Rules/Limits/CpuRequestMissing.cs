using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6004: every container has a cpu request; a limit stands for it, as the API server stores it.</summary>
internal sealed class CpuRequestMissing() : Rule(new("CSEC6004", "cpu-request-missing", Severity.Low,
    "No cpu request",
    "Set 'resources.requests.cpu' on the container.")
{
    IsKubernetesOnly = true,
}), IJudges<Container>, ICelRule
{
    public void Judge(Container container, RuleContext context)
    {
        Workload workload = context.Within<Workload>();
        if (ComputeResources.LacksRequest(container, workload, "cpu", context))
            context.Report(container.Requests["cpu"], $"{container} has no cpu request, so the scheduler cannot tell what it needs.");
    }

    CelCheck ICelRule.InCel(CelContext context) => ComputeResources.RequestInCel("cpu", context);
}
