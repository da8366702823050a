using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6023: what an autoscaler scales writes no number of replicas of its own.</summary>
internal sealed class AutoscalerTargetFixedReplicas() : Rule(new("CSEC6023", "autoscaler-target-fixed-replicas", Severity.Low,
    "Autoscaler's target has a fixed number of replicas",
    "Remove 'replicas'; the autoscaler sets it.")
{
    IsKubernetesOnly = true,
    ComparedKinds = [.. Autoscalers.Kinds],
    FactFields = [],
}), IJudges<Workload>
{
    /// <summary>The API server writes the number into what it stores, which says nothing of the manifest.</summary>
    public void Judge(Workload workload, RuleContext context)
    {
        if (workload.IsOwned || !workload.Replicas.IsKnown || workload.Namespace.IsUnknown || !workload.Metadata.Node("uid").IsMissing)
            return;
        IEnumerable<KubernetesResource> scalers = Autoscalers.Of(workload.Identity, context.Set);
        if (scalers.FirstOrDefault(s => !s.Namespace.IsUnknown && Autoscalers.Scales(s, workload.Identity)) is { } scaler)
            context.Report(
                workload.Replicas,
                $"{workload} has replicas: {workload.Replicas}, and {scaler} scales it: whenever the manifest is applied, "
                    + $"what the autoscaler did is undone. Allowed: no replicas.");
    }
}
