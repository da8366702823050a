using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Privileges;

public class CapabilitiesNotDroppedTests
{
    [TestCase("", "spec.containers[0].securityContext.capabilities.drop")]
    [TestCase("securityContext: {capabilities: {drop: [NET_RAW]}}", "spec.containers[0].securityContext.capabilities.drop")]
    [TestCase("securityContext: {capabilities: {drop: [all]}}", "spec.containers[0].securityContext.capabilities.drop")]
    [TestCase("securityContext: {capabilities: {drop: [ALL], add: [CHOWN]}}", "spec.containers[0].securityContext.capabilities.add[0]")]
    public void Container_that_keeps_or_takes_back_capabilities_is_reported(string container, string path)
    {
        Assert.That(Manifest.Pod(container).Judge<CapabilitiesNotDropped>().Select(f => f.Location.Path), Is.EqualTo(new[] { path }));
    }

    [TestCase("securityContext: {capabilities: {drop: [ALL]}}")]
    [TestCase("securityContext: {capabilities: {drop: [NET_RAW, ALL], add: [NET_BIND_SERVICE]}}")]
    [TestCase("securityContext: {capabilities: {drop: ['{{ .Values.drop }}']}}")]
    [TestCase("securityContext: {capabilities: '{{ .Values.capabilities }}'}")]
    public void Container_that_drops_all_or_may_is_not_reported(string container)
    {
        Assert.That(Manifest.Pod(container).Judge<CapabilitiesNotDropped>(), Is.Empty);
    }

    [Test]
    public void Capability_that_baseline_forbids_is_left_to_its_rule()
    {
        Assert.That(Manifest.Pod("securityContext: {capabilities: {drop: [ALL], add: [SYS_ADMIN]}}").Judge<CapabilitiesNotDropped>(), Is.Empty);
    }

    [TestCase(24, ExpectedResult = 1)]
    [TestCase(25, ExpectedResult = 0)]
    public int Windows_pod_is_exempt_from_v1_25_on(int minor) =>
        new Manifest(Manifest.WindowsPod) { Version = new KubernetesVersion(minor) }.Judge<CapabilitiesNotDropped>().Count;

    [TestCase("CHOWN", ExpectedResult = 0)]
    [TestCase("KILL", ExpectedResult = 1)]
    [TestCase("NET_BIND_SERVICE", ExpectedResult = 0)]
    public int Capability_that_the_policy_allows_may_be_added_back(string added) =>
        Manifest.Pod($"securityContext: {{capabilities: {{drop: [ALL], add: [{added}]}}}}").With("allowedCapabilities", "CHOWN").Judge<CapabilitiesNotDropped>().Count;
}
