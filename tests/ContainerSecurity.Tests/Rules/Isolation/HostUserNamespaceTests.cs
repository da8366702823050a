using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Isolation;

namespace ContainerSecurity.Tests.Rules.Isolation;

public class HostUserNamespaceTests
{
    [Test]
    public void Host_user_namespace_is_reported_where_it_is_written()
    {
        IReadOnlyList<Finding> findings = Manifest.Pod(pod: "hostUsers: true").Judge<HostUserNamespace>();

        Assert.That(findings.Select(f => f.Location.Path), Is.EqualTo(new[] { "spec.hostUsers" }));
        Assert.That(findings[0].Container, Is.Null);
    }

    [TestCase("hostUsers: false")]
    [TestCase("hostUsers: '{{{ .Values.shared }}}'")]
    [TestCase("")]
    public void Pod_that_is_not_known_to_ask_for_the_hosts_users_is_not_reported(string pod)
    {
        Assert.That(Manifest.Pod(pod: pod).Judge<HostUserNamespace>(), Is.Empty);
    }
}
