using ContainerSecurity.Rules.Access;

namespace ContainerSecurity.Tests.Rules.Access;

public class DaemonAuthorizationMissingTests
{
    [TestCase("info: {Plugins: {Authorization: null}}", "Plugins.Authorization")]
    [TestCase("info: {Plugins: {Authorization: []}}", "Plugins.Authorization")]
    [TestCase("daemon.json: {}", "authorization-plugins")]
    public void Daemon_is_reported(string host, string path) =>
        Assert.That(Manifest.Host(host).Judge<DaemonAuthorizationMissing>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("info: {Plugins: {Authorization: [teams]}}")]
    [TestCase("daemon.json: {authorization-plugins: [teams]}")]
    [TestCase("endpoint: {}")]
    public void Daemon_that_is_right_or_not_known_is_not_reported(string host) =>
        Assert.That(Manifest.Host(host).Judge<DaemonAuthorizationMissing>(), Is.Empty);
}
