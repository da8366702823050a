using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class MemoryRequestMissingTests
{
    [TestCase("")]
    [TestCase("resources: {requests: {cpu: 1}}")]
    [TestCase("resources: {limits: {cpu: 1}}")]
    [TestCase("resources: {requests: {memory: 0}, limits: {memory: 1Gi}}")]
    public void Container_without_a_request_is_reported(string container)
    {
        IReadOnlyList<Finding> findings = Manifest.Pod(container).Judge<MemoryRequestMissing>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Container, Is.EqualTo("app"));
        Assert.That(findings[0].Location.Path, Is.EqualTo("spec.containers[0].resources.requests.memory"));
    }

    [TestCase("resources: {requests: {memory: 1Gi}}")]
    [TestCase("resources: {limits: {memory: 1Gi}}")]
    [TestCase("resources: {requests: {memory: '{{ .Values.request }}'}}")]
    [TestCase("resources: {limits: '{{ .Values.limits }}'}")]
    public void Container_that_may_have_a_request_is_not_reported(string container) =>
        Assert.That(Manifest.Pod(container).Judge<MemoryRequestMissing>(), Is.Empty);

    [TestCase("requests", "v1.34", 0)]
    [TestCase("limits", "v1.34", 0)]
    [TestCase("requests", "v1.33", 1)]
    public void Amounts_of_the_pod_count_where_the_API_server_reads_them(string field, string version, int expected)
    {
        _ = KubernetesVersion.TryParse(version, out KubernetesVersion parsed);
        var manifest = new Manifest(
            $"apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec: {{resources: {{{field}: {{memory: 1Gi}}}}, containers: [{{name: app}}]}}")
        { Version = parsed };

        Assert.That(manifest.Judge<MemoryRequestMissing>(), Has.Count.EqualTo(expected));
    }

    [TestCase("initContainers: [{name: other}]", 1)]
    [TestCase("ephemeralContainers: [{name: other}]", 0)]
    public void Init_containers_need_a_request_and_ephemeral_ones_cannot_have_it(string pod, int expected) =>
        Assert.That(Manifest.Pod("resources: {requests: {memory: 1Gi}}", pod).Judge<MemoryRequestMissing>(), Has.Count.EqualTo(expected));
}
