using ContainerSecurity.Rules.Isolation;

namespace ContainerSecurity.Tests.Rules.Isolation;

public class HostDeviceTests
{
    [TestCase("{path: /dev/sda}")]
    [TestCase("{path: /dev/dri}")]
    [TestCase("{path: /srv/disk, type: BlockDevice}")]
    [TestCase("{path: /srv/terminal, type: CharDevice}")]
    public void Device_of_the_host_is_reported(string source)
    {
        Assert.That(
            Manifest.Pod(pod: $"volumes: [{{name: disk, hostPath: {source}}}]").Judge<HostDevice>().Single().Location.Path,
            Is.EqualTo("spec.volumes[0].hostPath.path"));
    }

    [TestCase("{path: /dev}")]
    [TestCase("{path: /dev/shm}")]
    [TestCase("{path: /dev/null}")]
    [TestCase("{path: /device/sda, type: Directory}")]
    [TestCase("{path: '{{ .Values.device }}', type: '{{ .Values.type }}'}")]
    public void Path_that_is_no_single_device_is_not_reported(string source)
    {
        Assert.That(Manifest.Pod(pod: $"volumes: [{{name: disk, hostPath: {source}}}]").Judge<HostDevice>(), Is.Empty);
    }

    [Test]
    public void Raw_disk_of_a_claim_is_not_the_hosts()
    {
        Manifest manifest = Manifest.Pod(
            "volumeDevices: [{name: disk, devicePath: /dev/xvda}]",
            "volumes: [{name: disk, persistentVolumeClaim: {claimName: disk}}]");

        Assert.That(manifest.Judge<HostDevice>(), Is.Empty);
    }

    [Test]
    public void Persistent_volume_that_is_a_device_of_the_host_is_reported()
    {
        Assert.That(Manifest.PersistentVolume("hostPath: {path: /dev/sdb}").Judge<HostDevice>().Single().Location.Path, Is.EqualTo("spec.hostPath.path"));
    }
}
