namespace ContainerSecurity.Rules.Access.ControlPlane;

/// <summary>
/// CSEC5064: what the API server serves and asks goes over TLS with checked certificates (CIS
/// Kubernetes 1.2.4, 1.2.5, 1.2.23 to 1.2.26, 1.2.29).
/// </summary>
internal sealed class ApiServerTls() : ControlPlaneRule(new("CSEC5064", "api-server-tls", Severity.High,
    "API server does not use or check certificates",
    "Give it certificates and keys for itself, for kubelets and for etcd, the authorities to check theirs by, and strong cipher suites.")
{
    References = ControlPlaneTable.ReferencesOf("CSEC5064", "NIST SP 800-190 3.3.3"),
    IsBySection = true,
});
