using ContainerSecurity.Rules.Access.ControlPlane;

namespace ContainerSecurity.Tests.Rules.Access.ControlPlane;

public class EtcdTlsTests
{
    [TestCase("--cert-file")]
    [TestCase("--key-file")]
    [TestCase("--client-cert-auth")]
    [TestCase("--client-cert-auth", "--client-cert-auth=false")]
    [TestCase("--auto-tls", "--auto-tls")]
    [TestCase("--auto-tls", "--auto-tls=true")]
    [TestCase("--peer-cert-file")]
    [TestCase("--peer-key-file")]
    [TestCase("--peer-client-cert-auth")]
    [TestCase("--peer-auto-tls", "--peer-auto-tls=true")]
    [TestCase("--trusted-ca-file")]
    public void Setting_that_is_wrong_or_left_out_is_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("etcd", arguments).Said<EtcdTls>(setting), Is.Not.Null);

    [TestCase("--cert-file", "--cert-file=/a.crt")]
    [TestCase("--cert-file", "-cert-file=/a.crt")]
    [TestCase("--client-cert-auth", "--client-cert-auth")]
    [TestCase("--client-cert-auth", "--client-cert-auth=true")]
    [TestCase("--auto-tls")]
    [TestCase("--auto-tls", "--auto-tls=false")]
    [TestCase("--peer-client-cert-auth", "--peer-client-cert-auth")]
    [TestCase("--trusted-ca-file", "--trusted-ca-file=/ca.crt")]
    [TestCase("--cert-file", "--config-file=/etcd.yaml")]
    public void Setting_that_is_right_or_not_known_is_not_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("etcd", arguments).Said<EtcdTls>(setting), Is.Null);

    [TestCase("{name: ETCD_CLIENT_CERT_AUTH, value: \"true\"}", false)]
    [TestCase("{name: ETCD_CLIENT_CERT_AUTH, value: \"false\"}", true)]
    [TestCase("{name: ETCD_CLIENT_CERT_AUTH, valueFrom: {configMapKeyRef: {name: etcd, key: auth}}}", false)]
    [TestCase("{name: ETCD_NAME, value: a}", true)]
    public void Variables_count_where_no_flag_is_given(string variable, bool isFound) =>
        Assert.That(Manifest.Pod($"command: [etcd]\nenv: [{variable}]").Said<EtcdTls>("--client-cert-auth"), isFound ? Is.Not.Null : Is.Null);

    [TestCase("", false)]
    [TestCase("etcd: {local: {extraArgs: [{name: client-cert-auth, value: \"false\"}]}}", true)]
    [TestCase("etcd: {external: {endpoints: [a]}}", false)]
    public void Kubeadm_sets_certificates_itself(string fields, bool isFound) =>
        Assert.That(ControlPlaneManifest.Kubeadm(fields).Judge<EtcdTls>(), isFound ? Is.Not.Empty : Is.Empty);
}
