using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.ControlPlane;

namespace ContainerSecurity.Tests.Rules.Access.ControlPlane;

public class ApiServerAuthorizationTests
{
    [TestCase("--authorization-mode")]
    [TestCase("--authorization-mode", "--authorization-mode=AlwaysAllow")]
    [TestCase("--authorization-mode", "--authorization-mode=Node,RBAC,AlwaysAllow")]
    [TestCase("--authorization-mode", "--authorization-mode=RBAC")]
    [TestCase("--authorization-mode", "--authorization-mode=Node")]
    [TestCase("--authorization-mode", "--authorization-mode", "AlwaysAllow")]
    public void Setting_that_is_wrong_or_left_out_is_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kube-apiserver", arguments).Said<ApiServerAuthorization>(setting), Is.Not.Null);

    [TestCase("--authorization-mode", "--authorization-mode=Node,RBAC")]
    [TestCase("--authorization-mode", "--authorization-mode=Node", "--authorization-mode=RBAC")]
    [TestCase("--authorization-mode", "--authorization-mode=Webhook,RBAC,Node")]
    [TestCase("--authorization-mode", "--authorization-config=/authz.yaml")]
    [TestCase("--authorization-mode", "--authorization-mode=$(MODES)")]
    public void Setting_that_is_right_or_not_known_is_not_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kube-apiserver", arguments).Said<ApiServerAuthorization>(setting), Is.Null);

    [Test]
    public void One_setting_gives_one_finding_that_names_all_sections_it_breaks()
    {
        Finding finding = ControlPlaneManifest.Starting("kube-apiserver", "--authorization-mode=AlwaysAllow").Judge<ApiServerAuthorization>().Single();

        Assert.Multiple(() =>
        {
            Assert.That(finding.References, Is.EqualTo(new[] { "CIS Kubernetes 1.2.6", "CIS Kubernetes 1.2.7", "CIS Kubernetes 1.2.8" }));
            Assert.That(finding.Severity, Is.EqualTo(Severity.Critical));
            Assert.That(finding.Container, Is.EqualTo("app"));
            Assert.That(finding.Location.Path, Is.EqualTo("spec.containers[0].command[1]"));
        });
    }

    [TestCase("", false)]
    [TestCase("apiServer: {extraArgs: [{name: authorization-mode, value: AlwaysAllow}]}", true)]
    [TestCase("apiServer: {extraArgs: [{name: authorization-mode, value: \"Node,RBAC\"}]}", false)]
    public void Kubeadm_sets_the_modes_itself(string fields, bool isFound) =>
        Assert.That(ControlPlaneManifest.Kubeadm(fields).Judge<ApiServerAuthorization>(), isFound ? Is.Not.Empty : Is.Empty);

    [Test]
    public void Flags_of_older_kubeadm_are_a_mapping() =>
        Assert.That(
            ControlPlaneManifest.Kubeadm("apiServer: {extraArgs: {authorization-mode: AlwaysAllow}}", "v1beta3")
                .Judge<ApiServerAuthorization>().Single().Message,
            Does.StartWith("kube-apiserver of ClusterConfiguration sets apiServer.extraArgs.authorization-mode to 'AlwaysAllow'"));
}
