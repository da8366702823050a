using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class DefaultBridgeNetworkTests
{
    [TestCase("bridge")]
    [TestCase("default")]
    public void Container_on_the_default_bridge_is_reported(string mode) =>
        Assert.That(Manifest.Host($"container: {{Name: /web, HostConfig: {{NetworkMode: {mode}}}}}").Judge<DefaultBridgeNetwork>().Single().Location.Path,
            Is.EqualTo("HostConfig.NetworkMode"));

    [Test]
    public void Container_that_names_no_network_is_reported() =>
        Assert.That(Manifest.Host("container: {Name: /web, HostConfig: {}}").Judge<DefaultBridgeNetwork>().Single().Location.Path, Is.EqualTo("HostConfig"));

    [TestCase("shop")]
    [TestCase("none")]
    [TestCase("host")]
    [TestCase("container:db")]
    public void Container_elsewhere_is_not_reported(string mode) =>
        Assert.That(Manifest.Host($"container: {{Name: /web, HostConfig: {{NetworkMode: \"{mode}\"}}}}").Judge<DefaultBridgeNetwork>(), Is.Empty);

    [Test]
    public void Service_that_asks_for_the_default_bridge_is_reported() =>
        Assert.That(Manifest.Service("network_mode: bridge").Judge<DefaultBridgeNetwork>().Single().Location.Path, Is.EqualTo("services.web.network_mode"));

    [TestCase("")]
    [TestCase("network_mode: ${MODE}")]
    [TestCase("network_mode: none")]
    public void Service_that_does_not_is_not_reported(string fields) => Assert.That(Manifest.Service(fields).Judge<DefaultBridgeNetwork>(), Is.Empty);

    [Test]
    public void Pod_has_no_bridge() => Assert.That(Manifest.Pod().Judge<DefaultBridgeNetwork>(), Is.Empty);
}
