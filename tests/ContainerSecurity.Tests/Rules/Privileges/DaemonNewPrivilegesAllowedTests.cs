using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Privileges;

public class DaemonNewPrivilegesAllowedTests
{
    [TestCase("info: {ServerVersion: 28.2.2, SecurityOptions: []}", "SecurityOptions")]
    [TestCase("info: {ServerVersion: 20.10.24+dfsg1, SecurityOptions: []}\ndaemon.json: {}", "no-new-privileges")]
    [TestCase("daemon.json: {no-new-privileges: false}", "no-new-privileges")]
    public void Daemon_is_reported(string host, string path) =>
        Assert.That(Manifest.Host(host).Judge<DaemonNewPrivilegesAllowed>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("info: {ServerVersion: 20.10.24+dfsg1, SecurityOptions: []}")]
    [TestCase("info: {ServerVersion: 28.2.2, SecurityOptions: [name=no-new-privileges]}")]
    [TestCase("info: {ServerVersion: 20.10.24, SecurityOptions: []}\ndaemon.json: {no-new-privileges: true}")]
    [TestCase("info: {OSType: windows, ServerVersion: 28.2.2, SecurityOptions: []}")]
    [TestCase("endpoint: {}")]
    public void Daemon_that_is_right_or_not_known_is_not_reported(string host) =>
        Assert.That(Manifest.Host(host).Judge<DaemonNewPrivilegesAllowed>(), Is.Empty);
}
