using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Resources;

/// <summary>CSEC6010: a PodDisruptionBudget selects the pods of every replicated workload.</summary>
public sealed class DisruptionBudgetMissing() : Rule<Workload>(new("CSEC6010", "disruption-budget-missing", Severity.Low,
    "No disruption budget",
    "Add a PodDisruptionBudget that selects the pods.")
{
    IsOptional = true,
    NeedsCompleteSet = true,
    SetKinds = ["PodDisruptionBudget"],
})
{
    /// <inheritdoc/>
    protected override void Evaluate(Workload resource, RuleContext context)
    {
        if (resource.Kind is not ("Deployment" or "StatefulSet" or "ReplicaSet" or "ReplicationController" or "DeploymentConfig") || resource.Replicas.Is(r => r < 2))
            return;
        var labels = new LabelSet(resource.PodLabels);
        if (!context.Set.InNamespace<PodDisruptionBudget>("PodDisruptionBudget", resource.Namespace).Any(b => b.Selector.MayMatch(labels)))
            context.Report(resource, $"No PodDisruptionBudget selects the pods of {resource.Kind} '{resource.Name}': when nodes are drained, all of them may go at once.");
    }
}
