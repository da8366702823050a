using ContainerSecurity.Rules.Access.ControlPlane;

namespace ContainerSecurity.Tests.Rules.Access.ControlPlane;

public class ControlPlaneProfilingTests
{
    [TestCase("--profiling")]
    [TestCase("--profiling", "--profiling")]
    [TestCase("--profiling", "--profiling=true")]
    [TestCase("--profiling", "--v=2")]
    public void Setting_that_is_wrong_or_left_out_is_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kube-scheduler", arguments).Said<ControlPlaneProfiling>(setting), Is.Not.Null);

    [TestCase("--profiling", "--profiling=false")]
    [TestCase("--profiling", "--profiling=$(PROFILING)")]
    [TestCase("--profiling", "--config=/scheduler.yaml")]
    public void Setting_that_is_right_or_not_known_is_not_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kube-scheduler", arguments).Said<ControlPlaneProfiling>(setting), Is.Null);

    [TestCase("", true)]
    [TestCase("enableProfiling: true", true)]
    [TestCase("enableProfiling: false", false)]
    public void Configuration_of_the_scheduler_is_judged(string fields, bool isFound) =>
        Assert.That(
            new Manifest($"apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n{fields}\n")
                .Said<ControlPlaneProfiling>("enableProfiling"),
            isFound ? Is.Not.Null : Is.Null);

    [TestCase("kube-apiserver", "CIS Kubernetes 1.2.15")]
    [TestCase("kube-controller-manager", "CIS Kubernetes 1.3.2")]
    [TestCase("kube-scheduler", "CIS Kubernetes 1.4.1")]
    public void Finding_names_the_section_of_its_program(string program, string section) =>
        Assert.That(ControlPlaneManifest.Starting(program).Judge<ControlPlaneProfiling>().Single().References, Is.EqualTo(new[] { section }));
}
