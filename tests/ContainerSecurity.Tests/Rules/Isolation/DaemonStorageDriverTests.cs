using ContainerSecurity.Rules.Isolation;

namespace ContainerSecurity.Tests.Rules.Isolation;

public class DaemonStorageDriverTests
{
    [TestCase("info: {Driver: aufs}", "Driver")]
    [TestCase("info: {Driver: devicemapper}", "Driver")]
    [TestCase("daemon.json: {storage-driver: overlay}", "storage-driver")]
    [TestCase("daemon.json: {storage-opts: [dm.basesize=20G]}", "storage-opts[0]")]
    public void Daemon_is_reported(string host, string path) =>
        Assert.That(Manifest.Host(host).Judge<DaemonStorageDriver>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("info: {Driver: overlay2}")]
    [TestCase("info: {Driver: overlayfs}")]
    [TestCase("info: {Driver: overlay2}\ndaemon.json: {storage-driver: aufs}")]
    [TestCase("daemon.json: {storage-opts: [overlay2.size=20G]}")]
    [TestCase("info: {}")]
    public void Daemon_that_is_right_or_not_known_is_not_reported(string host) => Assert.That(Manifest.Host(host).Judge<DaemonStorageDriver>(), Is.Empty);
}
