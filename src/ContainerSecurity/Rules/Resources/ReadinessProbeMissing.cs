using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Resources;

/// <summary>CSEC6007: long-running containers have a readiness probe.</summary>
public sealed class ReadinessProbeMissing() : ContainerRule(new("CSEC6007", "readiness-probe-missing", Severity.Low,
    "No readiness probe",
    "Add a 'readinessProbe' to the container.")
{
    IsKubernetesOnly = true,
}), ICelRule
{
    /// <inheritdoc/>
    protected override void Evaluate(Container container, Workload workload, RuleContext context)
    {
        if (container.IsLongRunning && workload.RunsUntilStopped && container.ReadinessProbe.IsMissing)
            context.Report(container.ReadinessProbe, $"Container '{container.Name}' has no readiness probe, so it gets traffic before it can answer.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Each(CelItems.LongRunningContainers, "!has(c.readinessProbe)")
        .Unless(CelVariables.RunsUntilDone);
}
