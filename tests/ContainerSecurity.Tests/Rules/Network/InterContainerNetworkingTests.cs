using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class InterContainerNetworkingTests
{
    [TestCase("network: {Name: bridge, Driver: bridge, Options: {com.docker.network.bridge.enable_icc: \"true\"}}",
        "Options['com.docker.network.bridge.enable_icc']")]
    [TestCase("network: {Name: bridge, Driver: bridge}", "Options.com.docker.network.bridge.enable_icc")]
    [TestCase("network: {Name: own, Driver: bridge, Options: {com.docker.network.bridge.default_bridge: \"true\"}}",
        "Options.com.docker.network.bridge.enable_icc")]
    public void Network_is_reported(string host, string path) =>
        Assert.That(Manifest.Host(host).Judge<InterContainerNetworking>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("network: {Name: bridge, Driver: bridge, Options: {com.docker.network.bridge.enable_icc: \"false\"}}")]
    [TestCase("network: {Name: shop, Driver: bridge, Options: {com.docker.network.bridge.enable_icc: \"true\"}}")]
    [TestCase("network: {Name: bridge, Driver: overlay}")]
    public void Network_that_is_right_or_not_known_is_not_reported(string host) => Assert.That(Manifest.Host(host).Judge<InterContainerNetworking>(), Is.Empty);
}
