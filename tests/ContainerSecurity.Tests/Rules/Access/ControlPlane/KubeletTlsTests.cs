using ContainerSecurity.Rules.Access.ControlPlane;

namespace ContainerSecurity.Tests.Rules.Access.ControlPlane;

public class KubeletTlsTests
{
    [TestCase("--tls-cert-file")]
    [TestCase("--tls-private-key-file")]
    [TestCase("--tls-min-version", "--tls-min-version=VersionTLS10")]
    [TestCase("--tls-cipher-suites")]
    [TestCase("--tls-cipher-suites", "--tls-cipher-suites=TLS_RSA_WITH_AES_128_GCM_SHA256")]
    public void Setting_that_is_wrong_or_left_out_is_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kubelet", arguments).Said<KubeletTls>(setting), Is.Not.Null);

    [TestCase("--tls-cert-file", "--tls-cert-file=/a.crt")]
    [TestCase("--tls-cert-file", "--rotate-server-certificates")]
    [TestCase("--tls-min-version")]
    [TestCase("--tls-cipher-suites", "--tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")]
    public void Setting_that_is_right_or_not_known_is_not_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kubelet", arguments).Said<KubeletTls>(setting), Is.Null);

    [TestCase("tlsCertFile", "", true)]
    [TestCase("tlsCertFile", "serverTLSBootstrap: false", true)]
    [TestCase("tlsCertFile", "serverTLSBootstrap: true", false)]
    [TestCase("tlsCipherSuites", "tlsCipherSuites: [TLS_RSA_WITH_RC4_128_SHA]", true)]
    [TestCase("tlsCipherSuites", "tlsCipherSuites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]", false)]
    public void Configuration_file_is_judged(string setting, string fields, bool isFound) =>
        Assert.That(ControlPlaneManifest.Kubelet(fields).Said<KubeletTls>(setting), isFound ? Is.Not.Null : Is.Null);
}
