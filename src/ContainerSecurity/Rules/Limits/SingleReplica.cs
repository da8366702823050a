using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6009: what serves runs more than once, or is scaled by somebody.</summary>
internal sealed class SingleReplica() : Rule(new("CSEC6009", "single-replica", Severity.Low,
    "Too few replicas",
    "Raise 'replicas', or let a HorizontalPodAutoscaler scale the workload.")
{
    IsKubernetesOnly = true,
    ComparedKinds = [.. Scalers],
    FactFields = [],
    Parameters = [MinReplicas],
}), IJudges<Workload>
{
    private static readonly RuleParameter<long> MinReplicas = RuleParameter.Integer("minReplicas",
        "The fewest replicas that a workload may have.", minimum: 1, maximum: 1_000_000, fallback: 2, unit: "replicas");

    private static readonly string[] Scalers = ["HorizontalPodAutoscaler", "ScaledObject"];

    public void Judge(Workload resource, RuleContext context)
    {
        long minimum = context.Parameters.Get(MinReplicas);
        if (resource.Kind is not ("Deployment" or "StatefulSet" or "DeploymentConfig") || resource.Replicas.IsUnknown || resource.Replicas.Or(1) >= minimum)
            return;
        ResourceIdentity self = resource.Identity;
        foreach (string kind in Scalers)
            if (context.Set.OfKind(kind)
                .Any(s =>
                    ResourceSet.SameNamespace(s.Identity.Namespace, self.Namespace)
                    && Targets(s.Root["spec"]["scaleTargetRef"], self)))
                return;
        context.Report(
            resource.Replicas,
            $"{resource} has {(resource.Replicas.IsMissing ? "no 'replicas', which stands for 1" : $"replicas: {resource.Replicas}")}. Allowed: at least {minimum}.");
    }

    /// <summary>KEDA takes a target without a kind for a Deployment; a target that is not known may be this one.</summary>
    private static bool Targets(NodeView target, ResourceIdentity workload) =>
        !target.Text("name").IsNot(workload.Name) && (target.Text("kind").IsUnknown || target.Text("kind").Or("Deployment") == workload.Kind);
}
