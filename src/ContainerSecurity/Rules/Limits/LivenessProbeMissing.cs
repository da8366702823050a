using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6006: long-running containers have a liveness probe.</summary>
internal sealed class LivenessProbeMissing() : Rule(new("CSEC6006", "liveness-probe-missing", Severity.Low,
    "No liveness probe",
    "Add a 'livenessProbe' to the container.")
{
    IsKubernetesOnly = true,
}), IJudges<Container>, ICelRule
{
    public void Judge(Container container, RuleContext context)
    {
        Workload workload = context.Within<Workload>();
        if (container.IsLongRunning && workload.RunsUntilStopped && container.LivenessProbe.IsMissing)
            context.Report(container.LivenessProbe, $"{container} has no liveness probe, so nobody notices when it hangs.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Each(CelItems.LongRunningContainers, "!has(c.livenessProbe)")
        .Unless(CelVariables.RunsUntilDone);
}
