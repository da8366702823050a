using ContainerSecurity.Rules.Access.ControlPlane;

namespace ContainerSecurity.Tests.Rules.Access.ControlPlane;

public class ControllerManagerCredentialsTests
{
    [TestCase("--terminated-pod-gc-threshold")]
    [TestCase("--use-service-account-credentials")]
    [TestCase("--use-service-account-credentials", "--use-service-account-credentials=false")]
    [TestCase("--service-account-private-key-file")]
    [TestCase("--root-ca-file")]
    [TestCase("--feature-gates=RotateKubeletServerCertificate", "--feature-gates=Other=true,RotateKubeletServerCertificate=false")]
    public void Setting_that_is_wrong_or_left_out_is_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kube-controller-manager", arguments).Said<ControllerManagerCredentials>(setting), Is.Not.Null);

    [TestCase("--terminated-pod-gc-threshold", "--terminated-pod-gc-threshold=10")]
    [TestCase("--use-service-account-credentials", "--use-service-account-credentials")]
    [TestCase("--use-service-account-credentials", "--use-service-account-credentials=true")]
    [TestCase("--service-account-private-key-file", "--service-account-private-key-file=/sa.key")]
    [TestCase("--root-ca-file", "--root-ca-file=/ca.crt")]
    [TestCase("--feature-gates=RotateKubeletServerCertificate")]
    [TestCase("--feature-gates=RotateKubeletServerCertificate", "--feature-gates=RotateKubeletServerCertificate=true")]
    [TestCase(
        "--feature-gates=RotateKubeletServerCertificate", "--feature-gates=RotateKubeletServerCertificate=false",
        "--feature-gates=RotateKubeletServerCertificate=true")]
    public void Setting_that_is_right_or_not_known_is_not_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kube-controller-manager", arguments).Said<ControllerManagerCredentials>(setting), Is.Null);
}
