using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class DaemonUserlandProxyTests
{
    [TestCase("daemon.json: {}", "userland-proxy")]
    [TestCase("daemon.json: {userland-proxy: true}", "userland-proxy")]
    public void Daemon_is_reported(string host, string path) =>
        Assert.That(Manifest.Host(host).Judge<DaemonUserlandProxy>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("daemon.json: {userland-proxy: false}")]
    [TestCase("info: {}")]
    [TestCase("info: {OSType: windows}\ndaemon.json: {}")]
    public void Daemon_that_is_right_or_not_known_is_not_reported(string host) => Assert.That(Manifest.Host(host).Judge<DaemonUserlandProxy>(), Is.Empty);
}
