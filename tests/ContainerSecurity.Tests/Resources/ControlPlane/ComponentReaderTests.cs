using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.ControlPlane;
using ContainerSecurity.Tests.Rules;

namespace ContainerSecurity.Tests.Resources.ControlPlane;

public class ComponentReaderTests
{
    private static readonly ComponentSetting Profiling = new("profiling", null, SettingKind.Switch);

    [TestCase("command: [kube-apiserver, --profiling=false]", "kube-apiserver", "false")]
    [TestCase("command: [/usr/local/bin/kube-scheduler, --profiling]", "kube-scheduler", "true")]
    [TestCase("command: [kube-controller-manager]\nargs: [\"--profiling=false\"]", "kube-controller-manager", "false")]
    [TestCase("args: [kube-proxy, --profiling=false]", "kube-proxy", "false")]
    [TestCase("command: [/hyperkube, apiserver, --profiling=false]", "kube-apiserver", "false")]
    [TestCase("command: [hyperkube, kube-scheduler, --profiling=false]", "kube-scheduler", "false")]
    [TestCase("command: [/go-runner, --log-file=/a.log, --also-stdout, /usr/local/bin/kube-apiserver, --profiling=false]", "kube-apiserver", "false")]
    [TestCase("command: [/bin/sh, -c, \"mkfifo /p; exec /usr/local/bin/kube-apiserver --profiling=false >> /var/log/a.log 2>&1\"]", "kube-apiserver", "false")]
    [TestCase("command: [env, TZ=UTC, etcd, --profiling=false]", "etcd", "false")]
    [TestCase("command: [kubelet.exe, --profiling=false]", "kubelet", "false")]
    public void Program_is_known_by_the_name_of_what_the_command_runs(string container, string program, string profiling)
    {
        ControlPlaneComponent? component = Find(container);

        Assert.Multiple(() =>
        {
            Assert.That(component?.Program, Is.EqualTo(program));
            Assert.That(component?.Settings.Read(Profiling).ToString(), Is.EqualTo(profiling));
        });
    }

    [TestCase("command: [backup, etcd]")]
    [TestCase("command: [myapp, --name, etcd]")]
    [TestCase("command: [pgrep, kube-apiserver]")]
    [TestCase("command: [sh, -c, \"echo kube-apiserver\"]")]
    [TestCase("command: [kube-apiserver-proxy, --profiling=true]")]
    [TestCase("command: [\"{{ .Values.command }}\"]")]
    [TestCase("command: []")]
    [TestCase("command: [hyperkube]")]
    [TestCase("")]
    public void Container_that_starts_another_program_is_none(string container) => Assert.That(Find(container), Is.Null);

    [TestCase("command: [kube-apiserver, $(EXTRA_ARGS)]")]
    [TestCase("command: [sh, -c, \"exec kube-apiserver $ARGS\"]")]
    [TestCase("command: [kube-apiserver, --profiling=$(PROFILING)]")]
    [TestCase("command: [kube-apiserver, --config=/a.yaml]")]
    public void What_is_put_in_later_is_not_known(string container) =>
        Assert.That(Find(container)!.Settings.Read(Profiling).State, Is.EqualTo(FieldState.Unknown));

    [Test]
    public void Words_behind_two_dashes_are_no_flags() =>
        Assert.That(Find("command: [kube-apiserver, --, --profiling=false]")!.Settings.Read(Profiling).State, Is.EqualTo(FieldState.Missing));

    private static ControlPlaneComponent? Find(string container) =>
        ComponentReader.Find(((Workload)Manifest.Pod(container).Resources().Single()).Containers.Single());
}
