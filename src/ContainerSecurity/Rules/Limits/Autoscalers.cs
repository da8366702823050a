using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Limits;

/// <summary>Tells which autoscaler sets the replicas of a workload: a HorizontalPodAutoscaler, or a ScaledObject of KEDA.</summary>
internal static class Autoscalers
{
    /// <summary>The kinds of autoscalers.</summary>
    public static readonly string[] Kinds = ["HorizontalPodAutoscaler", "ScaledObject"];

    /// <summary>The autoscalers of a workload's namespace that scale it, or may; a target that is not known may be this one.</summary>
    public static IEnumerable<KubernetesResource> Of(ResourceIdentity workload, ResourceSet set) => Kinds
        .SelectMany(set.OfKind)
        .Where(s => ResourceSet.SameNamespace(s.Identity.Namespace, workload.Namespace) && MayScale(s, workload));

    /// <summary>Whether an autoscaler surely scales a workload.</summary>
    public static bool Scales(KubernetesResource scaler, ResourceIdentity workload) =>
        Target(scaler).Text("name").Is(workload.Name) && !Target(scaler).Text("kind").IsUnknown && MayScale(scaler, workload);

    /// <summary>The fewest replicas that a workload may have; null where that is not known.</summary>
    public static long? FewestReplicas(WorkloadSummary workload, ResourceSet set)
    {
        KubernetesResource[] scalers = [.. Of(workload.Identity, set)];
        if (scalers.Length == 0)
            return workload.Replicas;
        if (scalers.Length > 1 || !Scales(scalers[0], workload.Identity))
            return null;
        if (scalers[0] is HorizontalPodAutoscaler autoscaler)
            return autoscaler.MinReplicas.IsUnknown ? null : autoscaler.MinReplicas.Or(1);
        return scalers[0].Spec.Integer("minReplicaCount") is { IsKnown: true } count ? count.Value : null;
    }

    /// <summary>KEDA takes a target without a kind for a Deployment.</summary>
    private static bool MayScale(KubernetesResource scaler, ResourceIdentity workload) =>
        !Target(scaler).Text("name").IsNot(workload.Name)
        && (Target(scaler).Text("kind").IsUnknown || Target(scaler).Text("kind").Or("Deployment") == workload.Kind);

    private static NodeView Target(KubernetesResource scaler) => scaler.Spec["scaleTargetRef"];
}
