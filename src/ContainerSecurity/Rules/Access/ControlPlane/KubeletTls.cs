namespace ContainerSecurity.Rules.Access.ControlPlane;

/// <summary>CSEC5070: kubelets serve with certificates that can be checked and strong cipher suites (CIS Kubernetes 4.2.9, 4.2.12).</summary>
internal sealed class KubeletTls() : ControlPlaneRule(new("CSEC5070", "kubelet-tls", Severity.High,
    "Kubelet serves without a certificate of the cluster, or with weak TLS",
    "Give it a certificate and key, or serverTLSBootstrap, and strong cipher suites.")
{
    References = ControlPlaneTable.ReferencesOf("CSEC5070", "NIST SP 800-190 3.3.5"),
    IsBySection = true,
});
