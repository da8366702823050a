using ContainerSecurity.Rules.Access.ControlPlane;

namespace ContainerSecurity.Tests.Rules.Access.ControlPlane;

public class ApiServerTlsTests
{
    [TestCase("--tls-cert-file")]
    [TestCase("--tls-private-key-file")]
    [TestCase("--tls-min-version", "--tls-min-version=VersionTLS11")]
    [TestCase("--tls-cipher-suites")]
    [TestCase("--tls-cipher-suites", "--tls-cipher-suites=TLS_RSA_WITH_3DES_EDE_CBC_SHA")]
    [TestCase("--tls-cipher-suites", "--tls-cipher-suites=TLS_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA")]
    [TestCase("--kubelet-client-certificate")]
    [TestCase("--kubelet-client-key")]
    [TestCase("--kubelet-certificate-authority")]
    [TestCase("--etcd-certfile")]
    [TestCase("--etcd-keyfile")]
    [TestCase("--etcd-cafile")]
    public void Setting_that_is_wrong_or_left_out_is_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kube-apiserver", arguments).Said<ApiServerTls>(setting), Is.Not.Null);

    [TestCase("--tls-cert-file", "--tls-cert-file=/a.crt")]
    [TestCase("--tls-min-version")]
    [TestCase("--tls-min-version", "--tls-min-version=VersionTLS13")]
    [TestCase("--tls-cipher-suites", "--tls-cipher-suites=TLS_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")]
    [TestCase("--kubelet-certificate-authority", "--kubelet-certificate-authority=/ca.crt")]
    [TestCase("--kubelet-https", "--kubelet-https=false")]
    [TestCase("--etcd-cafile", "--etcd-cafile=/ca.crt")]
    public void Setting_that_is_right_or_not_known_is_not_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kube-apiserver", arguments).Said<ApiServerTls>(setting), Is.Null);
}
