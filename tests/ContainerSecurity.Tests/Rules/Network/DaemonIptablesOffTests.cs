using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class DaemonIptablesOffTests
{
    [TestCase("daemon.json: {iptables: false}", "iptables")]
    [TestCase("daemon.json: {ip6tables: false}", "ip6tables")]
    public void Daemon_is_reported(string host, string path) =>
        Assert.That(Manifest.Host(host).Judge<DaemonIptablesOff>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("daemon.json: {iptables: true}")]
    [TestCase("daemon.json: {}")]
    [TestCase("info: {}")]
    public void Daemon_that_is_right_or_not_known_is_not_reported(string host) => Assert.That(Manifest.Host(host).Judge<DaemonIptablesOff>(), Is.Empty);
}
