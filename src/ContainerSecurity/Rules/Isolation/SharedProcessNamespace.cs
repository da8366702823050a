using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3015: containers of a pod do not see each other's processes.</summary>
internal sealed class SharedProcessNamespace() : Rule(new("CSEC3015", "shared-process-namespace", Severity.Low,
    "Containers share one process namespace",
    "Remove 'shareProcessNamespace: true'.")
{
    IsHardenable = true,
}), IJudges<Workload>, ICelRule
{
    public void Judge(Workload resource, RuleContext context)
    {
        if (resource.ShareProcessNamespace.Is(true))
            context.Report(
                resource.ShareProcessNamespace,
                "The pod's containers share one process namespace, so each sees the others' processes, files and environment. Allowed: false.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Pod("variables.podSpec.?shareProcessNamespace.orValue(false)");
}
