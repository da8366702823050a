using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Privileges;

public class DaemonAccessControlMissingTests
{
    [TestCase("info: {SecurityOptions: [\"name=seccomp,profile=default\"]}", "SecurityOptions")]
    public void Daemon_is_reported(string host, string path) =>
        Assert.That(Manifest.Host(host).Judge<DaemonAccessControlMissing>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("info: {SecurityOptions: [\"name=apparmor\"]}")]
    [TestCase("info: {SecurityOptions: [\"name=selinux\"]}")]
    [TestCase("info: {SecurityOptions: [\"name=rootless\"]}")]
    [TestCase("daemon.json: {}")]
    [TestCase("info: {OSType: windows, SecurityOptions: []}")]
    public void Daemon_that_is_right_or_not_known_is_not_reported(string host) =>
        Assert.That(Manifest.Host(host).Judge<DaemonAccessControlMissing>(), Is.Empty);
}
