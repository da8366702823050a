using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class DaemonLogLevelTests
{
    [TestCase("info: {Debug: true}\ndaemon.json: {debug: true}", "Debug")]
    [TestCase("daemon.json: {debug: true}", "debug")]
    [TestCase("daemon.json: {log-level: debug}", "log-level")]
    [TestCase("daemon.json: {log-level: fatal}", "log-level")]
    public void Daemon_is_reported(string host, string path) =>
        Assert.That(Manifest.Host(host).Judge<DaemonLogLevel>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("info: {Debug: false}")]
    [TestCase("daemon.json: {log-level: info}")]
    [TestCase("daemon.json: {}")]
    [TestCase("info: {}")]
    public void Daemon_that_is_right_or_not_known_is_not_reported(string host) => Assert.That(Manifest.Host(host).Judge<DaemonLogLevel>(), Is.Empty);
}
