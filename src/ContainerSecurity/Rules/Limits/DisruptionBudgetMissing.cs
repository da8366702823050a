using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6010: a PodDisruptionBudget selects the pods of every replicated workload.</summary>
internal sealed class DisruptionBudgetMissing() : Rule(new("CSEC6010", "disruption-budget-missing", Severity.Low,
    "No disruption budget",
    "Add a PodDisruptionBudget that selects the pods.")
{
    IsKubernetesOnly = true,
    IsOptional = true,
    NeedsCompleteSet = true,
    ComparedKinds = ["PodDisruptionBudget", "HorizontalPodAutoscaler"],
    FactFields = [],
}), IJudges<Workload>
{
    public void Judge(Workload resource, RuleContext context)
    {
        if (resource.IsOwned
            || resource.Kind is not ("Deployment" or "StatefulSet" or "ReplicaSet" or "ReplicationController" or "DeploymentConfig")
            || !IsReplicated(resource, context.Set))
            return;
        var labels = new LabelSet(resource.PodLabels);
        if (!context.Set.InNamespace<PodDisruptionBudget>("PodDisruptionBudget", resource.Namespace).Any(b => b.MayProtect(labels)))
            context.Report(
                resource,
                $"No PodDisruptionBudget selects the pods of {resource}: when nodes are drained, all of them may go "
                    + $"at once. Allowed: a budget of the namespace whose selector picks them.");
    }

    /// <summary>Replicas that are not written are set elsewhere: by an autoscaler, or by hand.</summary>
    private static bool IsReplicated(Workload workload, ResourceSet set) => workload.Replicas.IsMissing || workload.Replicas.Is(r => r > 1)
        || set.InNamespace<HorizontalPodAutoscaler>("HorizontalPodAutoscaler", workload.Namespace).Any(a =>
            a.TargetKind.Is(workload.Kind) && workload.Name.Is(a.TargetName.Or("")) && a.MinReplicas.Is(r => r > 1));
}
