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
}
