using ContainerSecurity.Rules.Access.ControlPlane;

namespace ContainerSecurity.Tests.Rules.Access.ControlPlane;

public class KubeletAuthenticationTests
{
    [TestCase("--anonymous-auth")]
    [TestCase("--anonymous-auth", "--anonymous-auth=true")]
    [TestCase("--authorization-mode")]
    [TestCase("--authorization-mode", "--authorization-mode=AlwaysAllow")]
    [TestCase("--client-ca-file")]
    public void Setting_that_is_wrong_or_left_out_is_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kubelet", arguments).Said<KubeletAuthentication>(setting), Is.Not.Null);

    [TestCase("--anonymous-auth", "--anonymous-auth=false")]
    [TestCase("--anonymous-auth", "--config=/kubelet.yaml")]
    [TestCase("--authorization-mode", "--authorization-mode=Webhook")]
    [TestCase("--client-ca-file", "--client-ca-file=/ca.crt")]
    public void Setting_that_is_right_or_not_known_is_not_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kubelet", arguments).Said<KubeletAuthentication>(setting), Is.Null);

    [TestCase("authentication.anonymous.enabled", "authentication: {anonymous: {enabled: true}}", true)]
    [TestCase("authentication.anonymous.enabled", "authentication: {anonymous: {enabled: false}}", false)]
    [TestCase("authentication.anonymous.enabled", "", false)]
    [TestCase("authorization.mode", "authorization: {mode: AlwaysAllow}", true)]
    [TestCase("authorization.mode", "authorization: {mode: Webhook}", false)]
    [TestCase("authorization.mode", "", false)]
    [TestCase("authentication.x509.clientCAFile", "", true)]
    [TestCase("authentication.x509.clientCAFile", "authentication: {x509: {clientCAFile: /ca.crt}}", false)]
    public void Configuration_file_is_judged_by_its_own_defaults(string setting, string fields, bool isFound) =>
        Assert.That(ControlPlaneManifest.Kubelet(fields).Said<KubeletAuthentication>(setting), isFound ? Is.Not.Null : Is.Null);

    [Test]
    public void Flag_wins_over_a_configuration_file() =>
        Assert.That(
            ControlPlaneManifest.Starting("kubelet", "--config=/kubelet.yaml", "--authorization-mode=AlwaysAllow")
                .Judge<KubeletAuthentication>().Single().References,
            Is.EqualTo(new[] { "CIS Kubernetes 4.2.2" }));

    [TestCase("InitConfiguration")]
    [TestCase("JoinConfiguration")]
    public void Flags_that_kubeadm_gives_a_kubelet_are_judged_where_they_are_set(string kind) =>
        Assert.That(
            new Manifest(
                    $"apiVersion: kubeadm.k8s.io/v1beta4\nkind: {kind}\n"
                    + "nodeRegistration: {kubeletExtraArgs: [{name: anonymous-auth, value: \"true\"}]}\n")
                .Judge<KubeletAuthentication>(),
            Has.Count.EqualTo(1));
}
