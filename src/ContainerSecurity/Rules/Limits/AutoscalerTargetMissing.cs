using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6022: a HorizontalPodAutoscaler scales something that exists.</summary>
internal sealed class AutoscalerTargetMissing() : Rule(new("CSEC6022", "autoscaler-target-missing", Severity.Low,
    "Autoscaler without a target",
    "Name a workload of the same namespace in 'scaleTargetRef', or remove the autoscaler.")
{
    NeedsCompleteSet = true,
    ComparedKinds = ["HorizontalPodAutoscaler"],
    ComparesWorkloads = true,
    FactFields = [],
}), IJudges<HorizontalPodAutoscaler>
{
    /// <summary>Kinds of which every object is read; one of another may be what scales itself.</summary>
    private static readonly string[] Known = ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController", "DeploymentConfig"];

    public void Judge(HorizontalPodAutoscaler autoscaler, RuleContext context)
    {
        if (!autoscaler.TargetName.IsKnown || !autoscaler.TargetKind.Is(k => Array.IndexOf(Known, k) >= 0) || autoscaler.Namespace.IsUnknown
            || context.Set.Workloads.Any(w => MayBeTarget(w, autoscaler)))
            return;
        context.Report(
            autoscaler.TargetName,
            $"{autoscaler} scales the {autoscaler.TargetKind} '{autoscaler.TargetName}', which does not exist. Allowed: a workload of its namespace.");
    }

    private static bool MayBeTarget(WorkloadSummary workload, HorizontalPodAutoscaler autoscaler) =>
        workload.Identity.Kind == autoscaler.TargetKind.Value
        && (workload.Identity.Name.Length == 0 || workload.Identity.Name == autoscaler.TargetName.Value)
        && (!workload.IsNamespaceKnown || ResourceSet.SameNamespace(workload.Identity.Namespace, autoscaler.Identity.Namespace));
}
