using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6009: what serves runs more than once, or is scaled by somebody.</summary>
internal sealed class SingleReplica() : Rule(new("CSEC6009", "single-replica", Severity.Low,
    "Too few replicas",
    "Raise 'replicas', or let a HorizontalPodAutoscaler scale the workload.")
{
    IsKubernetesOnly = true,
    ComparedKinds = [.. Autoscalers.Kinds],
    FactFields = [],
    Parameters = [MinReplicas],
}), IJudges<Workload>
{
    private static readonly RuleParameter<long> MinReplicas = RuleParameter.Integer("minReplicas",
        "The fewest replicas that a workload may have.", minimum: 1, maximum: 1_000_000, fallback: 2, unit: "replicas");

    public void Judge(Workload resource, RuleContext context)
    {
        long minimum = context.Parameters.Get(MinReplicas);
        if (resource.Kind is not ("Deployment" or "StatefulSet" or "DeploymentConfig") || resource.Replicas.IsUnknown || resource.Replicas.Or(1) >= minimum)
            return;
        if (!Autoscalers.Of(resource.Identity, context.Set).Any())
            context.Report(
                resource.Replicas,
                $"{resource} has {(resource.Replicas.IsMissing ? "no 'replicas', which stands for 1" : $"replicas: {resource.Replicas}")}. "
                    + $"Allowed: at least {minimum}.");
    }
}
