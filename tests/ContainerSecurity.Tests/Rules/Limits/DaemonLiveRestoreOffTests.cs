using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class DaemonLiveRestoreOffTests
{
    [TestCase("info: {LiveRestoreEnabled: false}", "LiveRestoreEnabled")]
    [TestCase("daemon.json: {}", "live-restore")]
    public void Daemon_is_reported(string host, string path) =>
        Assert.That(Manifest.Host(host).Judge<DaemonLiveRestoreOff>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("info: {LiveRestoreEnabled: true}")]
    [TestCase("info: {LiveRestoreEnabled: false, Swarm: {LocalNodeState: active}}")]
    [TestCase("info: {OSType: windows, LiveRestoreEnabled: false}")]
    [TestCase("daemon.json: {live-restore: true}")]
    [TestCase("endpoint: {}")]
    public void Daemon_that_is_right_or_not_known_is_not_reported(string host) => Assert.That(Manifest.Host(host).Judge<DaemonLiveRestoreOff>(), Is.Empty);
}
