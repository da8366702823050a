using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class DaemonUlimitsMissingTests
{
    [TestCase("daemon.json: {}", "default-ulimits")]
    [TestCase("daemon.json: {default-ulimits: {}}", "default-ulimits")]
    public void Daemon_is_reported(string host, string path) =>
        Assert.That(Manifest.Host(host).Judge<DaemonUlimitsMissing>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("daemon.json: {default-ulimits: {nofile: {Soft: 1, Hard: 2}}}")]
    [TestCase("info: {}")]
    [TestCase("info: {OSType: windows}\ndaemon.json: {}")]
    public void Daemon_that_is_right_or_not_known_is_not_reported(string host) => Assert.That(Manifest.Host(host).Judge<DaemonUlimitsMissing>(), Is.Empty);
}
