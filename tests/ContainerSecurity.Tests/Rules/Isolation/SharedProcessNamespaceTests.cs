using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Isolation;

namespace ContainerSecurity.Tests.Rules.Isolation;

public class SharedProcessNamespaceTests
{
    [Test]
    public void Shared_process_namespace_is_reported_where_it_is_written()
    {
        IReadOnlyList<Finding> findings = Manifest.Pod(pod: "shareProcessNamespace: true").Judge<SharedProcessNamespace>();

        Assert.That(findings.Select(f => f.Location.Path), Is.EqualTo(new[] { "spec.shareProcessNamespace" }));
        Assert.That(findings[0].Container, Is.Null);
    }

    [TestCase("shareProcessNamespace: false")]
    [TestCase("shareProcessNamespace: '{{{ .Values.shared }}}'")]
    [TestCase("")]
    public void Pod_that_is_not_known_to_share_processes_is_not_reported(string pod)
    {
        Assert.That(Manifest.Pod(pod: pod).Judge<SharedProcessNamespace>(), Is.Empty);
    }
}
