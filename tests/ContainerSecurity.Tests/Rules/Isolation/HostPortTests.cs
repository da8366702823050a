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
}
