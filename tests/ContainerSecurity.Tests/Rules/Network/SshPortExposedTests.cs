using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class SshPortExposedTests
{
    [TestCase("ports: [{containerPort: 80}, {containerPort: 22}]", "spec.containers[0].ports[1].containerPort")]
    [TestCase("ports: [{containerPort: 22, protocol: TCP}]", "spec.containers[0].ports[0].containerPort")]
    public void Ssh_port_is_reported(string container, string path)
    {
        Finding finding = Manifest.Pod(container).Judge<SshPortExposed>().Single();

        Assert.That(finding.Container, Is.EqualTo("app"));
        Assert.That(finding.Location.Path, Is.EqualTo(path));
    }

    [Test]
    public void Init_container_counts()
    {
        Assert.That(
            Manifest.Pod(pod: "initContainers: [{name: setup, image: web, ports: [{containerPort: 22}]}]")
                .Judge<SshPortExposed>()
                .Single().Container,
            Is.EqualTo("setup"));
    }

    [TestCase("ports: [{containerPort: 2222}]")]
    [TestCase("ports: [{containerPort: 22, protocol: UDP}]")]
    [TestCase("ports: [{containerPort: 22, protocol: '{{ .Values.protocol }}'}]")]
    [TestCase("ports: [{containerPort: '{{ .Values.port }}'}]")]
    [TestCase("ports: [{containerPort: 80, hostPort: 22}]")]
    public void Other_or_unknown_port_is_not_reported(string container)
    {
        Assert.That(Manifest.Pod(container).Judge<SshPortExposed>(), Is.Empty);
    }
}
