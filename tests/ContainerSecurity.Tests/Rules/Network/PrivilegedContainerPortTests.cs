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
}
