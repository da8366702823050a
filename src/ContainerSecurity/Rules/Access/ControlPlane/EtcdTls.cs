namespace ContainerSecurity.Rules.Access.ControlPlane;

/// <summary>CSEC5066: etcd talks TLS and asks clients and peers for certificates (CIS Kubernetes 2.1 to 2.7).</summary>
internal sealed class EtcdTls() : ControlPlaneRule(new("CSEC5066", "etcd-tls", Severity.High,
    "etcd takes clients or peers without certificates",
    "Set --client-cert-auth and --peer-client-cert-auth with certificates, keys and an authority; leave the automatic certificates off.")
{
    References = ControlPlaneTable.ReferencesOf("CSEC5066", "NIST SP 800-190 3.3.3"),
    IsBySection = true,
});
