using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class MemoryLimitMissingTests
{
    [TestCase("")]
    [TestCase("resources: {}")]
    [TestCase("resources: {requests: {memory: 1Gi}}")]
    [TestCase("resources: {limits: {cpu: 1}}")]
    [TestCase("resources: {limits: {memory: 0}}")]
    public void Container_without_a_limit_is_reported(string container)
    {
        IReadOnlyList<Finding> findings = Manifest.Pod(container).Judge<MemoryLimitMissing>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Container, Is.EqualTo("app"));
        Assert.That(findings[0].Location.Path, Is.EqualTo("spec.containers[0].resources.limits.memory"));
    }

    [TestCase("resources: {limits: {memory: 1Gi}}")]
    [TestCase("resources: {limits: {memory: '{{ .Values.limit }}'}}")]
    [TestCase("resources: '{{ toYaml .Values.resources }}'")]
    [TestCase("resources: {limits: {memory: lots}}")]
    public void Container_that_may_have_a_limit_is_not_reported(string container) => Assert.That(Manifest.Pod(container).Judge<MemoryLimitMissing>(), Is.Empty);

    [TestCase("v1.34", 0)]
    [TestCase("v1.33", 1)]
    public void Limit_of_the_pod_counts_where_the_API_server_reads_it(string version, int expected)
    {
        _ = KubernetesVersion.TryParse(version, out KubernetesVersion parsed);
        var manifest = new Manifest("apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {resources: {limits: {memory: 1Gi}}, containers: [{name: app}]}") { Version = parsed };

        Assert.That(manifest.Judge<MemoryLimitMissing>(), Has.Count.EqualTo(expected));
    }

    [TestCase("initContainers: [{name: other}]", 1)]
    [TestCase("initContainers: [{name: other, restartPolicy: Always}]", 1)]
    [TestCase("ephemeralContainers: [{name: other}]", 0)]
    public void Init_containers_and_sidecars_need_a_limit_and_ephemeral_ones_cannot_have_it(string pod, int expected) =>
        Assert.That(Manifest.Pod("resources: {limits: {memory: 1Gi}}", pod).Judge<MemoryLimitMissing>(), Has.Count.EqualTo(expected));
}
