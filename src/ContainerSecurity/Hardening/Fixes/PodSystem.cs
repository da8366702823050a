using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Hardening.Fixes;

/// <summary>Says whether a pod runs on Windows, whose API objects must not have Linux' fields.</summary>
internal static class PodSystem
{
    private const string Windows = "windows";
    private static readonly string[] Labels = ["kubernetes.io/os", "beta.kubernetes.io/os"];

    /// <summary>Why a pod gets no setting of Linux; null where it gets them.</summary>
    public static string? ObstacleOf(Workload workload)
    {
        if (workload.Platform != Platform.Kubernetes)
            return null;
        return workload.OperatingSystem.IsUnknown || Labels.Any(l => workload.NodeSelector[l].IsUnknown) ? "which system the pod runs on is not known"
            : IsWindows(workload) ? "the pod runs on Windows, which has no such setting"
            : null;
    }

    private static bool IsWindows(Workload workload) =>
        workload.IsWindows
        || Labels.Any(l => workload.NodeSelector[l].Is(Windows))
        || HasOptions(workload.Pod["securityContext"])
        || workload.Containers.Any(c => HasOptions(c.View["securityContext"]))
        || Terms(workload.Pod["affinity"]["nodeAffinity"]).Any(AsksForWindows);

    private static bool HasOptions(NodeView security) => !security["windowsOptions"].IsMissing;

    private static IEnumerable<Field<NodeView>> Terms(NodeView affinity) =>
        affinity["requiredDuringSchedulingIgnoredDuringExecution"].Views("nodeSelectorTerms").Items
            .Where(t => t.IsKnown)
            .SelectMany(t => t.Value.Views("matchExpressions").Items)
            .Where(e => e.IsKnown);

    private static bool AsksForWindows(Field<NodeView> expression) =>
        Labels.Any(l => expression.Value.Text("key").Is(l))
        && expression.Value.Text("operator").Is("In")
        && expression.Value.TextList("values").Items.Any(v => v.Is(Windows));
}
