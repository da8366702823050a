using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6026: liveness and readiness are asked for differently.</summary>
internal sealed class ProbesIdentical() : Rule(new("CSEC6026", "probes-identical", Severity.Low,
    "Liveness and readiness probe are the same",
    "Ask for liveness more patiently than for readiness, or by another path.")
{
    IsKubernetesOnly = true,
}), IJudges<Container>, ICelRule
{
    public void Judge(Container container, RuleContext context)
    {
        if (container.LivenessProbe.IsKnown && container.ReadinessProbe.IsKnown
            && NodeComparison.IsSame(container.LivenessProbe.Value, container.ReadinessProbe.Value))
            context.Report(
                container.LivenessProbe,
                $"{container} has the same liveness and readiness probe: when it is busy, it is killed at the moment it should only be spared traffic. "
                    + $"Allowed: a liveness probe that fails later, or asks for something else.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Containers(
        "c.?livenessProbe.hasValue() && c.?readinessProbe.hasValue() && c.livenessProbe == c.readinessProbe");
}
