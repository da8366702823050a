using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class OverlayNetworkUnencryptedTests
{
    [TestCase("network: {Name: shop, Driver: overlay, Options: {vxlanid_list: \"4097\"}}", "Options.encrypted")]
    [TestCase("network: {Name: shop, Driver: overlay, Options: {encrypted: \"false\"}}", "Options.encrypted")]
    [TestCase("network: {Name: shop, Driver: overlay, Options: null}", "Options.encrypted")]
    public void Network_is_reported(string host, string path) =>
        Assert.That(Manifest.Host(host).Judge<OverlayNetworkUnencrypted>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("network: {Name: shop, Driver: overlay, Options: {encrypted: \"\"}}")]
    [TestCase("network: {Name: shop, Driver: overlay, Options: {encrypted: \"true\"}}")]
    [TestCase("network: {Name: shop, Driver: bridge}")]
    public void Network_that_is_right_or_not_known_is_not_reported(string host) =>
        Assert.That(Manifest.Host(host).Judge<OverlayNetworkUnencrypted>(), Is.Empty);
}
