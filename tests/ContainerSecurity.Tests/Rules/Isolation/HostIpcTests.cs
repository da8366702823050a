using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Isolation;

namespace ContainerSecurity.Tests.Rules.Isolation;

public class HostIpcTests
{
    [Test]
    public void Host_IPC_namespace_is_reported_where_it_is_written()
    {
        IReadOnlyList<Finding> findings = Manifest.Pod(pod: "hostIPC: true").Judge<HostIpc>();

        Assert.That(findings.Select(f => f.Location.Path), Is.EqualTo(new[] { "spec.hostIPC" }));
        Assert.That(findings[0].Container, Is.Null);
    }

    [TestCase("hostIPC: false")]
    [TestCase("hostIPC: '{{{ .Values.shared }}}'")]
    [TestCase("")]
    public void Pod_that_is_not_known_to_share_the_hosts_IPC_is_not_reported(string pod)
    {
        Assert.That(Manifest.Pod(pod: pod).Judge<HostIpc>(), Is.Empty);
    }
}
