using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Isolation;

namespace ContainerSecurity.Tests.Rules.Isolation;

public class SensitiveHostPathTests
{
    [TestCase("/")]
    [TestCase("/etc/")]
    [TestCase("/var")]
    [TestCase("//etc/./kubernetes/../shadow")]
    [TestCase("/lib")]
    [TestCase("/etc/kubernetes/azure.json")]
    [TestCase("/.aws")]
    [TestCase("/srv/deploy/.aws/credentials")]
    [TestCase("/.config/gcloud")]
    [TestCase("/var/lib/kubelet/pods")]
    [TestCase("/var/log/pods")]
    [TestCase("/dev")]
    [TestCase("/dev/shm")]
    [TestCase("/var/run/systemd/private")]
    [TestCase("/run/containerd/io.containerd.runtime.v2.task")]
    [TestCase("/etc/ssl/certs/../private")]
    [TestCase(@"C:\")]
    [TestCase(@"C:\var\lib\kubelet")]
    public void Folder_that_matters_its_parents_and_children_are_reported(string path)
    {
        Finding finding = Volume(path).Judge<SensitiveHostPath>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.volumes[0].hostPath.path"));
        Assert.That(finding.Message, Does.Contain(path));
    }

    [TestCase("/srv/data")]
    [TestCase("/etcetera")]
    [TestCase("/var/lib/app")]
    [TestCase("/etc/localtime")]
    [TestCase("/usr/share/zoneinfo/Europe")]
    [TestCase("/etc/ssl/certs")]
    [TestCase("/dev/null")]
    [TestCase("/run/agent.sock")]
    [TestCase("{{ .Values.folder }}")]
    public void Other_harmless_and_unknown_folders_are_not_reported(string path)
    {
        Assert.That(Volume(path).Judge<SensitiveHostPath>(), Is.Empty);
    }

    [TestCase("/var/run/docker.sock")]
    [TestCase("/run")]
    [TestCase("/dev/sda")]
    public void Sockets_and_devices_are_left_to_their_rules(string path)
    {
        Assert.That(Volume(path).Judge<SensitiveHostPath>(), Is.Empty);
    }

    [Test]
    public void Persistent_volume_is_judged_like_a_volume()
    {
        Finding finding = Manifest.PersistentVolume("hostPath: {path: /root}").Judge<SensitiveHostPath>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.hostPath.path"));
        Assert.That(finding.Message, Does.StartWith("PersistentVolume 'disk'"));
    }

    private static Manifest Volume(string path) => Manifest.Pod(pod: $"volumes: [{{name: host, hostPath: {{path: '{path}'}}}}]");

    [TestCase("/var/log:ro", "/var/log/pods", ExpectedResult = 0)]
    [TestCase("/var/log:ro", "/var/lib/kubelet", ExpectedResult = 1)]
    [TestCase("/var/log/pods:ro", "/var/log", ExpectedResult = 1)]
    public int Folder_that_the_policy_allows_is_not_reported(string allowed, string path) =>
        Manifest.Pod("volumeMounts: [{name: data, mountPath: /a, readOnly: true}]", $"volumes: [{{name: data, hostPath: {{path: {path}}}}}]")
            .With("allowedHostPaths", allowed).Judge<SensitiveHostPath>().Count;

    [Test]
    public void Sockets_of_runtimes_and_devices_are_allowed_by_no_folder()
    {
        Manifest Of(string path) => Manifest.Pod(pod: $"volumes: [{{name: data, hostPath: {{path: {path}}}}}]");

        Assert.That(Of("/var/run/docker.sock").With("allowedHostPaths", "/").Judge<ContainerRuntimeSocketMount>(), Has.Count.EqualTo(1));
        Assert.That(Of("/dev/sda").With("allowedHostPaths", "/").Judge<HostDevice>(), Has.Count.EqualTo(1));
    }
}
