using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Isolation;

namespace ContainerSecurity.Tests.Rules.Isolation;

public class HostPortTests
{
    [Test]
    public void Port_of_the_host_is_reported()
    {
        Finding finding = Manifest.Pod("ports: [{containerPort: 80, hostPort: 8080, hostIP: 127.0.0.1}]").Judge<HostPort>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.containers[0].ports[0].hostPort"));
        Assert.That(finding.Message, Does.Contain("'app'").And.Contain("8080"));
    }

    [TestCase("ports: [{containerPort: 80}]")]
    [TestCase("ports: [{containerPort: 80, hostPort: 0}]")]
    [TestCase("ports: [{containerPort: 80, hostPort: '{{ .Values.port }}'}]")]
    [TestCase("")]
    public void Port_of_the_container_alone_is_not_reported(string container)
    {
        Assert.That(Manifest.Pod(container).Judge<HostPort>(), Is.Empty);
    }

    [Test]
    public void Sidecar_is_judged()
    {
        Manifest manifest = Manifest.Pod(pod: "initContainers: [{name: proxy, image: a, restartPolicy: Always, ports: [{containerPort: 80, hostPort: 80}]}]");

        Assert.That(manifest.Judge<HostPort>().Single().Container, Is.EqualTo("proxy"));
    }

    [TestCase(8080, ExpectedResult = true)]
    [TestCase(30000, ExpectedResult = true)]
    [TestCase(30100, ExpectedResult = true)]
    [TestCase(8081, ExpectedResult = false)]
    [TestCase(29999, ExpectedResult = false)]
    [TestCase(30101, ExpectedResult = false)]
    public bool Ports_in_the_ranges_of_the_policy_are_allowed_and_no_others(int port) =>
        Manifest.Pod($"ports: [{{containerPort: 80, hostPort: {port}}}]").With("allowedHostPorts", "8080", "30000-30100").Judge<HostPort>().Count == 0;

    [Test]
    public void Message_names_the_allowed_ranges() =>
        Assert.That(
            Manifest.Pod("ports: [{containerPort: 80, hostPort: 80}]").With("allowedHostPorts", "8080", "30000-30100").Judge<HostPort>().Single().Message,
            Does.EndWith("Allowed: 0, or no value, or 8080, 30000-30100."));
}
