using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Network;

/// <summary>A Service of Kubernetes.</summary>
/// <param name="root">The whole object.</param>
public sealed class Service(NodeView root) : KubernetesResource(root)
{
    /// <summary><c>ClusterIP</c>, <c>NodePort</c>, <c>LoadBalancer</c> or <c>ExternalName</c>; missing means ClusterIP.</summary>
    public Field<string> Type => Spec.Text("type");

    /// <summary>Labels of the pods behind the service.</summary>
    public FieldMap Selector => Spec.Map("selector");

    /// <summary>Addresses that the service takes although the cluster does not own them.</summary>
    public FieldList<string> ExternalIps => Spec.TextList("externalIPs");

    /// <summary>The clients that a load balancer lets through; a missing or empty list is everyone.</summary>
    public FieldList<string> LoadBalancerSourceRanges => Spec.TextList("loadBalancerSourceRanges");
}
