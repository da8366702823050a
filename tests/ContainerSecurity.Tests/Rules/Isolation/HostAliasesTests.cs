using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Isolation;

namespace ContainerSecurity.Tests.Rules.Isolation;

public class HostAliasesTests
{
    [Test]
    public void Entries_of_the_hosts_file_are_reported_once()
    {
        IReadOnlyList<Finding> findings = Manifest.Pod(
            pod: "hostAliases: [{ip: 10.0.0.1, hostnames: [a]}, {ip: 10.0.0.2, hostnames: [b]}]").Judge<HostAliases>();

        Assert.That(findings.Select(f => f.Location.Path), Is.EqualTo(new[] { "spec.hostAliases" }));
    }

    [TestCase("")]
    [TestCase("hostAliases: []")]
    [TestCase("hostAliases: '{{ .Values.hostAliases }}'")]
    public void Empty_and_unknown_entries_are_not_reported(string pod)
    {
        Assert.That(Manifest.Pod(pod: pod).Judge<HostAliases>(), Is.Empty);
    }
}
