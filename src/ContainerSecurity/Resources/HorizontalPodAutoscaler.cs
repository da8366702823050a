using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>A HorizontalPodAutoscaler: it sets the replicas of its target.</summary>
/// <param name="root">The whole object.</param>
public sealed class HorizontalPodAutoscaler(NodeView root) : KubernetesResource(root)
{
    /// <summary>The kind of the target, such as <c>Deployment</c>.</summary>
    public Field<string> TargetKind => Spec["scaleTargetRef"].Text("kind");

    /// <summary>The name of the target.</summary>
    public Field<string> TargetName => Spec["scaleTargetRef"].Text("name");

    /// <summary>The least replicas, from 0; missing means 1.</summary>
    public Field<long> MinReplicas => Spec.Integer("minReplicas");

    /// <summary>The most replicas; the API server asks for it.</summary>
    public Field<long> MaxReplicas => Spec.Integer("maxReplicas");

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }
}
