using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Resources;

/// <summary>CSEC6006: long-running containers have a liveness probe.</summary>
public sealed class LivenessProbeMissing() : ContainerRule(new("CSEC6006", "liveness-probe-missing", Severity.Low,
    "No liveness probe",
    "Add a 'livenessProbe' to the container.")
{
    IsKubernetesOnly = true,
}), ICelRule
{
    /// <inheritdoc/>
    protected override void Evaluate(Container container, Workload workload, RuleContext context)
    {
        if (container.IsLongRunning && workload.RunsUntilStopped && container.LivenessProbe.IsMissing)
            context.Report(container.LivenessProbe, $"Container '{container.Name}' has no liveness probe, so nobody notices when it hangs.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Each(CelItems.LongRunningContainers, "!has(c.livenessProbe)")
        .Unless(CelVariables.RunsUntilDone);
}
