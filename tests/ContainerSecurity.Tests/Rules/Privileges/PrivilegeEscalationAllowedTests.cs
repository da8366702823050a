using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Privileges;

public class PrivilegeEscalationAllowedTests
{
    [TestCase("")]
    [TestCase("securityContext: {allowPrivilegeEscalation: true}")]
    [TestCase("securityContext: {privileged: false}")]
    public void Container_that_does_not_switch_escalation_off_is_reported(string container)
    {
        IReadOnlyList<Finding> findings = Manifest.Pod(container).Judge<PrivilegeEscalationAllowed>();

        Assert.That(findings.Select(f => f.Location.Path), Is.EqualTo(new[] { "spec.containers[0].securityContext.allowPrivilegeEscalation" }));
    }

    [TestCase("securityContext: {allowPrivilegeEscalation: false}")]
    [TestCase("securityContext: {allowPrivilegeEscalation: '{{ .Values.escalate }}'}")]
    public void Container_that_switches_escalation_off_or_may_is_not_reported(string container)
    {
        Assert.That(Manifest.Pod(container).Judge<PrivilegeEscalationAllowed>(), Is.Empty);
    }

    [Test]
    public void Pod_cannot_switch_escalation_off_for_its_containers()
    {
        Assert.That(Manifest.Pod(pod: "securityContext: {allowPrivilegeEscalation: false}").Judge<PrivilegeEscalationAllowed>(), Has.Count.EqualTo(1));
    }

    [TestCase(24, ExpectedResult = 1)]
    [TestCase(25, ExpectedResult = 0)]
    public int Windows_pod_is_exempt_from_v1_25_on(int minor) =>
        new Manifest(Manifest.WindowsPod) { Version = new KubernetesVersion(minor) }.Judge<PrivilegeEscalationAllowed>().Count;
}
