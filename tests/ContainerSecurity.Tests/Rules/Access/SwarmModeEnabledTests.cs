using ContainerSecurity.Rules.Access;

namespace ContainerSecurity.Tests.Rules.Access;

public class SwarmModeEnabledTests
{
    [TestCase("info: {Swarm: {LocalNodeState: active}}", "Swarm.LocalNodeState")]
    [TestCase("info: {Swarm: {LocalNodeState: locked}}", "Swarm.LocalNodeState")]
    public void Daemon_is_reported(string host, string path) =>
        Assert.That(Manifest.Host(host).Judge<SwarmModeEnabled>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("info: {Swarm: {LocalNodeState: inactive}}")]
    [TestCase("info: {Swarm: {LocalNodeState: \"\"}}")]
    [TestCase("info: {}")]
    public void Daemon_that_is_right_or_not_known_is_not_reported(string host) => Assert.That(Manifest.Host(host).Judge<SwarmModeEnabled>(), Is.Empty);
}
