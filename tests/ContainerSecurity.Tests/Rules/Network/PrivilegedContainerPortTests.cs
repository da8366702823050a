using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class PrivilegedContainerPortTests
{
    [TestCase(1)]
    [TestCase(80)]
    [TestCase(1023)]
    public void Port_below_1024_is_reported(int port)
    {
        Finding finding = Manifest.Pod($"ports: [{{containerPort: {port}}}]").Judge<PrivilegedContainerPort>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.containers[0].ports[0].containerPort"));
        Assert.That(finding.Message, Does.Contain($"port {port}").And.Contain("Allowed: 1024 and above"));
    }

    [TestCase("1024")]
    [TestCase("0")]
    [TestCase("'{{ .Values.port }}'")]
    public void Other_or_unknown_port_is_not_reported(string port)
    {
        Assert.That(Manifest.Pod($"ports: [{{containerPort: {port}}}]").Judge<PrivilegedContainerPort>(), Is.Empty);
    }

    [TestCase("securityContext: {sysctls: [{name: net.ipv4.ip_unprivileged_port_start, value: '0'}]}")]
    [TestCase("os: {name: windows}")]
    public void Pod_that_needs_no_privilege_for_it_is_left_alone(string pod)
    {
        Assert.That(Manifest.Pod("ports: [{containerPort: 80}]", pod).Judge<PrivilegedContainerPort>(), Is.Empty);
    }

    [TestCase("ports: ['80:80']", 0)]
    [TestCase("expose: [22]", 0)]
    [TestCase("network_mode: host\nexpose: [80]", 1)]
    [TestCase("network_mode: host\nexpose: ['20-1083']", 1)]
    public void Engine_opens_low_ports_except_on_the_network_of_the_host(string service, int count) =>
        Assert.That(Manifest.Service(service).Judge<PrivilegedContainerPort>(), Has.Count.EqualTo(count));

    [Test]
    public void Range_of_ports_is_named_from_its_first_to_its_last_that_counts() =>
        Assert.That(
            Manifest.Service("network_mode: host\nexpose: ['20-1083']").Judge<PrivilegedContainerPort>().Single().Message, Does.Contain("ports 20 to 1023"));
}
