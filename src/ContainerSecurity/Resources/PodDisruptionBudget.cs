using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>A PodDisruptionBudget: how many of the pods it selects may be evicted at once.</summary>
/// <param name="root">The whole object.</param>
public sealed class PodDisruptionBudget(NodeView root) : KubernetesResource(root)
{
    /// <summary>The pods.</summary>
    public LabelSelector Selector => new(Spec["selector"]);

    /// <summary>How many of the pods must stay, as a number or a percentage.</summary>
    public Field<string> MinAvailable => Spec.Text("minAvailable");

    /// <summary>How many of the pods may go at once, as a number or a percentage.</summary>
    public Field<string> MaxUnavailable => Spec.Text("maxUnavailable");

    /// <summary>
    /// Whether pods with these labels may be protected. A missing selector picks none; an empty one picks all of the
    /// namespace, but none in <c>policy/v1beta1</c>.
    /// </summary>
    public bool MayProtect(LabelSet labels) =>
        !Selector.IsMissing && !(Selector.IsEmpty && ApiVersion.Is("policy/v1beta1")) && Selector.MayMatch(labels);

    /// <summary>Whether pods with these labels surely are protected.</summary>
    internal bool Protects(LabelSet labels) => !Selector.IsOpen && !labels.IsOpen && MayProtect(labels);

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }
}
