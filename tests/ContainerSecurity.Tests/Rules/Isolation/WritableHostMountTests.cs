using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Isolation;

namespace ContainerSecurity.Tests.Rules.Isolation;

public class WritableHostMountTests
{
    private const string Volumes = "volumes: [{name: host, hostPath: {path: /srv/data}}, {name: scratch, emptyDir: {}}]";

    [TestCase("{name: host, mountPath: /data}")]
    [TestCase("{name: host, mountPath: /data, readOnly: false}")]
    public void Host_folder_that_is_not_mounted_read_only_is_reported(string mount)
    {
        Finding finding = Manifest.Pod($"volumeMounts: [{mount}]", Volumes).Judge<WritableHostMount>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.containers[0].volumeMounts[0].readOnly"));
        Assert.That(finding.Message, Does.Contain("'/srv/data'").And.Contain("readOnly: true"));
    }

    [TestCase("{name: host, mountPath: /data, readOnly: true}")]
    [TestCase("{name: host, mountPath: /data, readOnly: '{{ .Values.readOnly }}'}")]
    [TestCase("{name: scratch, mountPath: /data}")]
    [TestCase("{name: nowhere, mountPath: /data}")]
    public void Read_only_and_other_mounts_are_not_reported(string mount)
    {
        Assert.That(Manifest.Pod($"volumeMounts: [{mount}]", Volumes).Judge<WritableHostMount>(), Is.Empty);
    }

    [Test]
    public void Each_mount_of_a_volume_counts_by_itself()
    {
        Manifest manifest = Manifest.Pod("volumeMounts: [{name: host, mountPath: /a, readOnly: true}]",
            Volumes + "\ninitContainers: [{name: setup, image: a, volumeMounts: [{name: host, mountPath: /b}]}]");

        Assert.That(manifest.Judge<WritableHostMount>().Single().Container, Is.EqualTo("setup"));
    }

    [TestCase("/srv", ExpectedResult = 0)]
    [TestCase("/srv:ro", ExpectedResult = 1)]
    [TestCase("/srv/data/a", ExpectedResult = 1)]
    public int Folder_that_the_policy_lets_be_written_is_not_reported(string allowed) =>
        Manifest.Pod("volumeMounts: [{name: host, mountPath: /data}]", Volumes).With("allowedHostPaths", allowed).Judge<WritableHostMount>().Count;
}
