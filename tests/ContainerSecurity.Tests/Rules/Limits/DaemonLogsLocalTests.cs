using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class DaemonLogsLocalTests
{
    [TestCase("info: {LoggingDriver: json-file}", "LoggingDriver")]
    [TestCase("info: {LoggingDriver: none}", "LoggingDriver")]
    [TestCase("daemon.json: {log-driver: local}", "log-driver")]
    public void Daemon_is_reported(string host, string path) =>
        Assert.That(Manifest.Host(host).Judge<DaemonLogsLocal>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("info: {LoggingDriver: fluentd}")]
    [TestCase("info: {LoggingDriver: syslog}\ndaemon.json: {log-driver: local}")]
    [TestCase("info: {}")]
    public void Daemon_that_is_right_or_not_known_is_not_reported(string host) => Assert.That(Manifest.Host(host).Judge<DaemonLogsLocal>(), Is.Empty);
}
