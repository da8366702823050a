using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Isolation;

namespace ContainerSecurity.Tests.Rules.Isolation;

public class HostNetworkTests
{
    [Test]
    public void Host_network_is_reported_where_it_is_written()
    {
        IReadOnlyList<Finding> findings = Manifest.Pod(pod: "hostNetwork: true").Judge<HostNetwork>();

        Assert.That(findings.Select(f => f.Location.Path), Is.EqualTo(new[] { "spec.hostNetwork" }));
        Assert.That(findings[0].Container, Is.Null);
    }

    [TestCase("hostNetwork: false")]
    [TestCase("hostNetwork: '{{{ .Values.shared }}}'")]
    [TestCase("")]
    public void Pod_that_is_not_known_to_share_the_hosts_network_is_not_reported(string pod)
    {
        Assert.That(Manifest.Pod(pod: pod).Judge<HostNetwork>(), Is.Empty);
    }
}
