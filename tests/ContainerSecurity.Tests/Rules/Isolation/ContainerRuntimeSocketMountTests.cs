using ContainerSecurity.Rules.Isolation;

namespace ContainerSecurity.Tests.Rules.Isolation;

public class ContainerRuntimeSocketMountTests
{
    [TestCase("/var/run/docker.sock")]
    [TestCase("/run/docker.sock")]
    [TestCase("/var/run")]
    [TestCase("/run/containerd/")]
    [TestCase("/run/k3s/containerd/containerd.sock")]
    [TestCase("/run/user/1000/podman/podman.sock")]
    [TestCase("/run/crio/crio.sock")]
    [TestCase("/var/run/cri-dockerd.sock")]
    [TestCase(@"\\.\pipe\docker_engine")]
    public void Socket_and_the_folder_that_holds_it_are_reported(string path)
    {
        Assert.That(Volume(path).Judge<ContainerRuntimeSocketMount>().Single().Location.Path, Is.EqualTo("spec.volumes[0].hostPath.path"));
    }

    [TestCase("/run/app.sock")]
    [TestCase("/running")]
    [TestCase("/var/runner")]
    [TestCase("/run/udev")]
    [TestCase("/srv/docker.sock.bak")]
    [TestCase("{{ .Values.socket }}")]
    public void Other_and_unknown_paths_are_not_reported(string path)
    {
        Assert.That(Volume(path).Judge<ContainerRuntimeSocketMount>(), Is.Empty);
    }

    [Test]
    public void Persistent_volume_is_judged_like_a_volume()
    {
        Assert.That(Manifest.PersistentVolume("hostPath: {path: /var/run/docker.sock}").Judge<ContainerRuntimeSocketMount>(), Has.Count.EqualTo(1));
    }

    private static Manifest Volume(string path) => Manifest.Pod(pod: $"volumes: [{{name: host, hostPath: {{path: '{path}'}}}}]");
}
