using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Privileges;

public class PrivilegedContainerTests
{
    [TestCase("true")]
    [TestCase("yes")]
    [TestCase("on")]
    public void Privileged_container_is_reported_as_the_API_server_reads_it(string value)
    {
        IReadOnlyList<Finding> findings = Manifest.Pod($"securityContext: {{privileged: {value}}}").Judge<PrivilegedContainer>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Container, Is.EqualTo("app"));
        Assert.That(findings[0].Location.Path, Is.EqualTo("spec.containers[0].securityContext.privileged"));
    }

    [TestCase("securityContext: {privileged: false}")]
    [TestCase("securityContext: {privileged: '{{ .Values.privileged }}'}")]
    [TestCase("")]
    public void Container_that_is_not_known_to_be_privileged_is_not_reported(string container)
    {
        Assert.That(Manifest.Pod(container).Judge<PrivilegedContainer>(), Is.Empty);
    }
}
