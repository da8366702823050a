using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.ControlPlane;

namespace ContainerSecurity.Tests.Rules.Access.ControlPlane;

public class ControlPlaneOpenPortTests
{
    [TestCase("--bind-address")]
    [TestCase("--bind-address", "--bind-address=0.0.0.0")]
    [TestCase("--bind-address", "--bind-address=::")]
    public void Setting_that_is_wrong_or_left_out_is_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kube-controller-manager", arguments).Said<ControlPlaneOpenPort>(setting), Is.Not.Null);

    [TestCase("--bind-address", "--bind-address=127.0.0.1")]
    [TestCase("--bind-address", "--bind-address=::1")]
    [TestCase("--bind-address", "--bind-address=$(HOST)")]
    [TestCase("--port", "--port=10252")]
    public void Setting_that_is_right_or_not_known_is_not_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kube-controller-manager", arguments).Said<ControlPlaneOpenPort>(setting), Is.Null);

    [TestCase(19, true)]
    [TestCase(20, false)]
    public void Insecure_port_is_open_by_default_up_to_v1_19(int minor, bool isFound)
    {
        var manifest = new Manifest(ControlPlaneManifest.Starting("kube-apiserver").Yaml) { Version = new KubernetesVersion(minor) };

        Assert.That(manifest.Said<ControlPlaneOpenPort>("--insecure-port"), isFound ? Is.Not.Null : Is.Null);
    }

    [TestCase("kube-apiserver", "--insecure-port=8080")]
    [TestCase("kube-apiserver", "--insecure-bind-address=0.0.0.0")]
    [TestCase("kube-apiserver", "--secure-port=0")]
    [TestCase("kube-scheduler", "--bind-address=0.0.0.0")]
    [TestCase("kubelet", "--read-only-port=10255")]
    [TestCase("kubelet", "--hostname-override=a")]
    [TestCase("kube-proxy", "--metrics-bind-address=0.0.0.0:10249")]
    public void Port_is_reported(string program, string argument) =>
        Assert.That(ControlPlaneManifest.Starting(program, argument).Judge<ControlPlaneOpenPort>(), Has.Count.EqualTo(1));

    [TestCase("readOnlyPort: 10255", true)]
    [TestCase("readOnlyPort: 0", false)]
    [TestCase("", false)]
    public void Configuration_file_has_another_default_than_the_flags(string fields, bool isFound) =>
        Assert.That(ControlPlaneManifest.Kubelet(fields).Said<ControlPlaneOpenPort>("readOnlyPort"), isFound ? Is.Not.Null : Is.Null);

    [Test]
    public void Kubelet_with_a_configuration_file_is_judged_by_what_it_is_given() =>
        Assert.That(ControlPlaneManifest.Starting("kubelet", "--config=/var/lib/kubelet/config.yaml").Judge<ControlPlaneOpenPort>(), Is.Empty);
}
