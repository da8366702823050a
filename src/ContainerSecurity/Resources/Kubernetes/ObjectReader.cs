using ContainerSecurity.Documents;
using ContainerSecurity.Resources.ControlPlane;
using ContainerSecurity.Resources.Network;
using ContainerSecurity.Resources.Rbac;

namespace ContainerSecurity.Resources.Kubernetes;

/// <summary>Reads kinds that run no containers; an object of the same kind in a foreign API group is not taken for one.</summary>
internal static class ObjectReader
{
    public static KubernetesResource Read(NodeView root, string kind) => (GroupOf(root), kind) switch
    {
        ("", "Namespace") => new Namespace(root),
        ("", "ServiceAccount") => new ServiceAccount(root),
        ("", "ConfigMap") => new ConfigMap(root),
        ("", "Secret") => new Secret(root),
        ("", "PersistentVolume") => VolumeReader.ReadPersistent(root),
        ("", "Service") => new Service(root),
        ("networking.k8s.io" or "extensions", "Ingress") => new Ingress(root),
        ("networking.k8s.io" or "extensions", "NetworkPolicy") => new NetworkPolicy(root),
        ("policy", "PodDisruptionBudget") => new PodDisruptionBudget(root),
        ("autoscaling", "HorizontalPodAutoscaler") => new HorizontalPodAutoscaler(root),
        ("rbac.authorization.k8s.io" or "authorization.openshift.io", "Role" or "ClusterRole") => new Role(root),
        ("rbac.authorization.k8s.io" or "authorization.openshift.io", "RoleBinding" or "ClusterRoleBinding") => new RoleBinding(root),
        ("kubelet.config.k8s.io", "KubeletConfiguration") => new ControlPlaneConfiguration(root),
        ("kubescheduler.config.k8s.io", "KubeSchedulerConfiguration") => new ControlPlaneConfiguration(root),
        ("kubeproxy.config.k8s.io", "KubeProxyConfiguration") => new ControlPlaneConfiguration(root),
        ("kubeadm.k8s.io", "ClusterConfiguration" or "InitConfiguration" or "JoinConfiguration") => new ControlPlaneConfiguration(root),
        ("apiserver.config.k8s.io", "EncryptionConfiguration") or ("", "EncryptionConfig") => new EncryptionConfiguration(root),
        ("audit.k8s.io", "Policy") => new AuditPolicy(root),
        (Gateway.Group, "Gateway") => new Gateway(root),
        (Gateway.Group, "HTTPRoute" or "GRPCRoute" or "TLSRoute") => new GatewayRoute(root),
        ("admissionregistration.k8s.io", "ValidatingWebhookConfiguration" or "MutatingWebhookConfiguration") => new AdmissionWebhooks(root),
        _ => new KubernetesResource(root),
    };

    private static string GroupOf(NodeView root)
    {
        string version = root.Text("apiVersion").Or("");
        int slash = version.IndexOf('/');
        return slash < 0 ? "" : version.Substring(0, slash);
    }
}
