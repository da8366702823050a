using ContainerSecurity.Rules.Access.ControlPlane;

namespace ContainerSecurity.Tests.Rules.Access.ControlPlane;

public class KubeletHardeningTests
{
    [TestCase("--streaming-connection-idle-timeout", "--streaming-connection-idle-timeout=0")]
    [TestCase("--streaming-connection-idle-timeout", "--streaming-connection-idle-timeout=0s")]
    [TestCase("--protect-kernel-defaults")]
    [TestCase("--make-iptables-util-chains", "--make-iptables-util-chains=false")]
    [TestCase("--hostname-override", "--hostname-override=node-1")]
    [TestCase("--event-qps", "--event-qps=-1")]
    [TestCase("--rotate-certificates", "--rotate-certificates=false")]
    [TestCase("--pod-max-pids")]
    [TestCase("--pod-max-pids", "--pod-max-pids=-1")]
    [TestCase("--seccomp-default")]
    [TestCase("--feature-gates=RotateKubeletServerCertificate", "--feature-gates=RotateKubeletServerCertificate=false")]
    public void Setting_that_is_wrong_or_left_out_is_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kubelet", arguments).Said<KubeletHardening>(setting), Is.Not.Null);

    [TestCase("--streaming-connection-idle-timeout")]
    [TestCase("--streaming-connection-idle-timeout", "--streaming-connection-idle-timeout=5m")]
    [TestCase("--protect-kernel-defaults", "--protect-kernel-defaults")]
    [TestCase("--make-iptables-util-chains")]
    [TestCase("--hostname-override")]
    [TestCase("--event-qps", "--event-qps=0")]
    [TestCase("--rotate-certificates")]
    [TestCase("--pod-max-pids", "--pod-max-pids=4096")]
    [TestCase("--seccomp-default", "--seccomp-default=true")]
    public void Setting_that_is_right_or_not_known_is_not_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kubelet", arguments).Said<KubeletHardening>(setting), Is.Null);

    [TestCase("rotateCertificates", "rotateCertificates: false", true)]
    [TestCase("rotateCertificates", "", false)]
    [TestCase("podPidsLimit", "podPidsLimit: 100", false)]
    [TestCase("podPidsLimit", "", true)]
    [TestCase("makeIPTablesUtilChains", "makeIPTablesUtilChains: false", true)]
    [TestCase("featureGates.RotateKubeletServerCertificate", "featureGates: {RotateKubeletServerCertificate: false}", true)]
    [TestCase("hostname-override", "", false)]
    public void Configuration_file_is_judged(string setting, string fields, bool isFound) =>
        Assert.That(ControlPlaneManifest.Kubelet(fields).Said<KubeletHardening>(setting), isFound ? Is.Not.Null : Is.Null);
}
