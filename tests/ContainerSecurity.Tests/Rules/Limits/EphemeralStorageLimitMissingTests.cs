using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class EphemeralStorageLimitMissingTests
{
    [TestCase("")]
    [TestCase("resources: {}")]
    [TestCase("resources: {requests: {ephemeral-storage: 1Gi}}")]
    [TestCase("resources: {limits: {cpu: 1}}")]
    [TestCase("resources: {limits: {ephemeral-storage: 0}}")]
    public void Container_without_a_limit_is_reported(string container)
    {
        IReadOnlyList<Finding> findings = Manifest.Pod(container).Judge<EphemeralStorageLimitMissing>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Container, Is.EqualTo("app"));
        Assert.That(findings[0].Location.Path, Is.EqualTo("spec.containers[0].resources.limits.ephemeral-storage"));
    }

    [TestCase("resources: {limits: {ephemeral-storage: 1Gi}}")]
    [TestCase("resources: {limits: {ephemeral-storage: '{{ .Values.limit }}'}}")]
    [TestCase("resources: '{{ toYaml .Values.resources }}'")]
    [TestCase("resources: {limits: {ephemeral-storage: lots}}")]
    public void Container_that_may_have_a_limit_is_not_reported(string container) =>
        Assert.That(Manifest.Pod(container).Judge<EphemeralStorageLimitMissing>(), Is.Empty);

    [TestCase("initContainers: [{name: other}]", 1)]
    [TestCase("initContainers: [{name: other, restartPolicy: Always}]", 1)]
    [TestCase("ephemeralContainers: [{name: other}]", 0)]
    public void Init_containers_and_sidecars_need_a_limit_and_ephemeral_ones_cannot_have_it(string pod, int expected) =>
        Assert.That(Manifest.Pod("resources: {limits: {ephemeral-storage: 1Gi}}", pod).Judge<EphemeralStorageLimitMissing>(), Has.Count.EqualTo(expected));
}
