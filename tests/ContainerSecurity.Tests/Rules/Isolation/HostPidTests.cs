using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Isolation;

namespace ContainerSecurity.Tests.Rules.Isolation;

public class HostPidTests
{
    [Test]
    public void Host_process_namespace_is_reported_where_it_is_written()
    {
        IReadOnlyList<Finding> findings = Manifest.Pod(pod: "hostPID: true").Judge<HostPid>();

        Assert.That(findings.Select(f => f.Location.Path), Is.EqualTo(new[] { "spec.hostPID" }));
        Assert.That(findings[0].Container, Is.Null);
    }

    [TestCase("hostPID: false")]
    [TestCase("hostPID: '{{{ .Values.shared }}}'")]
    [TestCase("")]
    public void Pod_that_is_not_known_to_share_the_hosts_processes_is_not_reported(string pod)
    {
        Assert.That(Manifest.Pod(pod: pod).Judge<HostPid>(), Is.Empty);
    }
}
