using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Network;

/// <summary>A Service of Kubernetes.</summary>
/// <param name="root">The whole object.</param>
public sealed class Service(NodeView root) : KubernetesResource(root)
{
    /// <summary>Annotations with the values by which a cloud keeps a load balancer inside.</summary>
    internal static readonly string[] InternalMarks =
    [
        "service.beta.kubernetes.io/aws-load-balancer-internal=true", "service.beta.kubernetes.io/aws-load-balancer-scheme=internal",
        "service.beta.kubernetes.io/azure-load-balancer-internal=true",
        "networking.gke.io/load-balancer-type=Internal", "cloud.google.com/load-balancer-type=Internal",
    ];

    /// <summary><c>ClusterIP</c>, <c>NodePort</c>, <c>LoadBalancer</c> or <c>ExternalName</c>; missing means ClusterIP.</summary>
    public Field<string> Type => Spec.Text("type");

    /// <summary>Labels of the pods behind the service.</summary>
    public FieldMap Selector => Spec.Map("selector");

    /// <summary>Addresses that the service takes although the cluster does not own them.</summary>
    public FieldList<string> ExternalIps => Spec.TextList("externalIPs");

    /// <summary>The clients that a load balancer lets through; a missing or empty list is everyone.</summary>
    public FieldList<string> LoadBalancerSourceRanges => Spec.TextList("loadBalancerSourceRanges");

    /// <summary>The same as a text with commas: the annotation that stands in where the list is missing.</summary>
    public Field<string> SourceRangesAnnotation => Annotations["service.beta.kubernetes.io/load-balancer-source-ranges"];

    /// <summary>Whether an annotation may keep the load balancer inside the cloud's private network (AWS, Azure, Google).</summary>
    public bool MayBeInternal => Annotations.IsOpen || Array.Exists(InternalMarks, IsMarked);

    private bool IsMarked(string mark)
    {
        string[] parts = mark.Split('=');
        Field<string> value = Annotations[parts[0]];
        return value.IsUnknown || value.Is(parts[1]);
    }

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }
}
