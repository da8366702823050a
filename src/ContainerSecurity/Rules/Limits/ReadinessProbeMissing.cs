using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6007: long-running containers have a readiness probe.</summary>
internal sealed class ReadinessProbeMissing() : Rule(new("CSEC6007", "readiness-probe-missing", Severity.Low,
    "No readiness probe",
    "Add a 'readinessProbe' to the container.")
{
    IsKubernetesOnly = true,
}), IJudges<Container>, ICelRule
{
    public void Judge(Container container, RuleContext context)
    {
        Workload workload = context.Within<Workload>();
        if (container.IsLongRunning && workload.RunsUntilStopped && container.ReadinessProbe.IsMissing)
            context.Report(container.ReadinessProbe, $"{container} has no readiness probe, so it gets traffic before it can answer.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Each(CelItems.LongRunningContainers, "!has(c.readinessProbe)")
        .Unless(CelVariables.RunsUntilDone);
}
