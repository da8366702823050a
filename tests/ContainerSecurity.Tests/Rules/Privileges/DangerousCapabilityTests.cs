using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Privileges;

public class DangerousCapabilityTests
{
    [TestCase("NET_RAW", Severity.High)]
    [TestCase("SYS_TIME", Severity.High)]
    [TestCase("SYS_ADMIN", Severity.Critical)]
    [TestCase("ALL", Severity.Critical)]
    [TestCase("net_bind_service", Severity.High)]
    [TestCase("CAP_CHOWN", Severity.High)]
    public void Capability_outside_the_list_is_reported(string capability, Severity severity)
    {
        Finding finding = Manifest.Pod($"securityContext: {{capabilities: {{add: [CHOWN, {capability}]}}}}").Judge<DangerousCapability>().Single();

        Assert.That(finding.Severity, Is.EqualTo(severity));
        Assert.That(finding.Location.Path, Is.EqualTo("spec.containers[0].securityContext.capabilities.add[1]"));
        Assert.That(finding.Message, Does.Contain(capability).And.Contain("NET_BIND_SERVICE"));
    }

    [TestCase("")]
    [TestCase("securityContext: {capabilities: {add: [NET_BIND_SERVICE, CHOWN]}}")]
    [TestCase("securityContext: {capabilities: {drop: [SYS_ADMIN]}}")]
    [TestCase("securityContext: {capabilities: {add: ['{{ .Values.capability }}']}}")]
    public void Capabilities_of_the_list_dropped_and_unknown_ones_are_not_reported(string container)
    {
        Assert.That(Manifest.Pod(container).Judge<DangerousCapability>(), Is.Empty);
    }

    [Test]
    public void Ephemeral_container_is_judged()
    {
        Manifest manifest = Manifest.Pod(pod: "ephemeralContainers: [{name: debug, image: a, securityContext: {capabilities: {add: [SYS_PTRACE]}}}]");

        Assert.That(manifest.Judge<DangerousCapability>().Single().Container, Is.EqualTo("debug"));
    }

    [TestCase("NET_ADMIN", ExpectedResult = 0)]
    [TestCase("SYS_ADMIN", ExpectedResult = 1)]
    [TestCase("net_admin", ExpectedResult = 1)]
    [TestCase("CAP_NET_ADMIN", ExpectedResult = 1)]
    [TestCase("ALL", ExpectedResult = 1)]
    public int Capability_that_the_policy_allows_is_not_reported(string added) =>
        Manifest.Pod($"securityContext: {{capabilities: {{add: [{added}]}}}}").With("allowedCapabilities", "NET_ADMIN").Judge<DangerousCapability>().Count;
}
