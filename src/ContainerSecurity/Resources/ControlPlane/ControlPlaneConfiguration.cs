using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.ControlPlane;

/// <summary>A configuration of programs of a control plane or node: of the kubelet, the scheduler, kube-proxy, or of kubeadm.</summary>
internal sealed class ControlPlaneConfiguration(NodeView root) : KubernetesResource(root)
{
    /// <summary>The programs that it configures.</summary>
    public IReadOnlyList<ControlPlaneComponent> Components => [.. Read()];

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        if (visitor.Wants<ControlPlaneComponent>())
            foreach (ControlPlaneComponent component in Components)
                visitor.Visit(component);
    }

    private IEnumerable<ControlPlaneComponent> Read() => Kind switch
    {
        "KubeletConfiguration" => [OfFile(ControlPlaneComponent.Kubelet)],
        "KubeSchedulerConfiguration" => [OfFile(ControlPlaneComponent.Scheduler)],
        "KubeProxyConfiguration" => [OfFile(ControlPlaneComponent.Proxy)],
        "ClusterConfiguration" => OfCluster(),
        _ => [OfNode()],
    };

    private ControlPlaneComponent OfFile(string program) => Component(program, new ConfigurationFile(Root));

    private IEnumerable<ControlPlaneComponent> OfCluster()
    {
        yield return OfKubeadm(ControlPlaneComponent.ApiServer, Root["apiServer"], "apiServer");
        yield return OfKubeadm(ControlPlaneComponent.ControllerManager, Root["controllerManager"], "controllerManager");
        yield return OfKubeadm(ControlPlaneComponent.Scheduler, Root["scheduler"], "scheduler");
        if (Root["etcd"]["external"].IsMissing)
            yield return OfKubeadm(ControlPlaneComponent.Etcd, Root["etcd"]["local"], "etcd.local");
    }

    private ControlPlaneComponent OfKubeadm(string program, NodeView holder, string path) =>
        Component(program, new KubeadmArguments(holder, "extraArgs", path + ".extraArgs"));

    /// <summary>The kubelet of a node that kubeadm sets up: what its flags leave out stands in its own configuration.</summary>
    private ControlPlaneComponent OfNode() => Component(
        ControlPlaneComponent.Kubelet,
        new KubeadmArguments(Root["nodeRegistration"], "kubeletExtraArgs", "nodeRegistration.kubeletExtraArgs", isPartial: true));

    private ControlPlaneComponent Component(string program, ComponentSettings settings) => new(program, Kind, settings, Location);
}
