using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Privileges;

public class DaemonUserNamespaceMissingTests
{
    [TestCase("info: {SecurityOptions: [\"name=seccomp,profile=default\"]}", "SecurityOptions")]
    [TestCase("info: {SecurityOptions: null}", "SecurityOptions")]
    [TestCase("daemon.json: {}", "userns-remap")]
    [TestCase("daemon.json: {userns-remap: \"\"}", "userns-remap")]
    public void Daemon_is_reported(string host, string path) =>
        Assert.That(Manifest.Host(host).Judge<DaemonUserNamespaceMissing>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("info: {SecurityOptions: [\"name=userns\"]}")]
    [TestCase("info: {SecurityOptions: [\"name=rootless\"]}")]
    [TestCase("daemon.json: {userns-remap: default}")]
    [TestCase("endpoint: {}")]
    [TestCase("info: {OSType: windows, SecurityOptions: []}")]
    [TestCase("info: {SecurityOptions: [name=userns]}\ndaemon.json: {}")]
    public void Daemon_that_is_right_or_not_known_is_not_reported(string host) =>
        Assert.That(Manifest.Host(host).Judge<DaemonUserNamespaceMissing>(), Is.Empty);
}
