using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Privileges;

public class RunAsNonRootNotEnforcedTests
{
    [Test]
    public void Container_is_reported_where_neither_it_nor_its_pod_asks_for_another_user()
    {
        IReadOnlyList<Finding> findings = Manifest.Pod().Judge<RunAsNonRootNotEnforced>();

        Assert.That(findings.Select(f => (f.Container, f.Location.Path)), Is.EqualTo(new[] { ("app", "spec.containers[0].securityContext.runAsNonRoot") }));
    }

    [TestCase("securityContext: {runAsNonRoot: true}", "")]
    [TestCase("", "securityContext: {runAsNonRoot: true}")]
    [TestCase("securityContext: {runAsNonRoot: '{{ .Values.nonRoot }}'}", "")]
    [TestCase("", "securityContext: '{{ .Values.podSecurityContext }}'")]
    public void Container_is_not_reported_where_it_or_its_pod_asks_or_may_ask(string container, string pod)
    {
        Assert.That(Manifest.Pod(container, pod).Judge<RunAsNonRootNotEnforced>(), Is.Empty);
    }

    [Test]
    public void Container_that_takes_back_what_its_pod_asks_is_reported()
    {
        IReadOnlyList<Finding> findings = Manifest.Pod(
            "securityContext: {runAsNonRoot: false}", "securityContext: {runAsNonRoot: true}")
            .Judge<RunAsNonRootNotEnforced>();

        Assert.That(findings.Single().Location.Path, Is.EqualTo("spec.containers[0].securityContext.runAsNonRoot"));
    }

    [TestCase(34, ExpectedResult = 1)]
    [TestCase(35, ExpectedResult = 0)]
    public int Pod_with_users_of_its_own_is_exempt_from_v1_35_on(int minor) =>
        new Manifest(Manifest.Pod(pod: "hostUsers: false").Yaml) { Version = new KubernetesVersion(minor) }.Judge<RunAsNonRootNotEnforced>().Count;

    [Test]
    public void Windows_pod_is_not_exempt()
    {
        Assert.That(new Manifest(Manifest.WindowsPod).Judge<RunAsNonRootNotEnforced>(), Has.Count.EqualTo(1));
    }
}
