using ContainerSecurity.Rules.Access;

namespace ContainerSecurity.Tests.Rules.Access;

public class DaemonExperimentalTests
{
    [TestCase("info: {ExperimentalBuild: true}", "ExperimentalBuild")]
    [TestCase("daemon.json: {experimental: true}", "experimental")]
    public void Daemon_is_reported(string host, string path) =>
        Assert.That(Manifest.Host(host).Judge<DaemonExperimental>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("info: {ExperimentalBuild: false}")]
    [TestCase("info: {}")]
    [TestCase("daemon.json: {experimental: false}")]
    public void Daemon_that_is_right_or_not_known_is_not_reported(string host) => Assert.That(Manifest.Host(host).Judge<DaemonExperimental>(), Is.Empty);
}
