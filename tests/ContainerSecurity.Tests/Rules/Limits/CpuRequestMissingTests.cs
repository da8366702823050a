using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class CpuRequestMissingTests
{
    [TestCase("")]
    [TestCase("resources: {requests: {memory: 1Gi}}")]
    [TestCase("resources: {limits: {memory: 1Gi}}")]
    [TestCase("resources: {requests: {cpu: 0}, limits: {cpu: 500m}}")]
    public void Container_without_a_request_is_reported(string container)
    {
        IReadOnlyList<Finding> findings = Manifest.Pod(container).Judge<CpuRequestMissing>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Container, Is.EqualTo("app"));
        Assert.That(findings[0].Location.Path, Is.EqualTo("spec.containers[0].resources.requests.cpu"));
    }

    [TestCase("resources: {requests: {cpu: 500m}}")]
    [TestCase("resources: {limits: {cpu: 500m}}")]
    [TestCase("resources: {requests: {cpu: '{{ .Values.request }}'}}")]
    [TestCase("resources: {limits: '{{ .Values.limits }}'}")]
    public void Container_that_may_have_a_request_is_not_reported(string container) =>
        Assert.That(Manifest.Pod(container).Judge<CpuRequestMissing>(), Is.Empty);

    [TestCase("requests", "v1.34", 0)]
    [TestCase("limits", "v1.34", 0)]
    [TestCase("requests", "v1.33", 1)]
    public void Amounts_of_the_pod_count_where_the_API_server_reads_them(string field, string version, int expected)
    {
        _ = KubernetesVersion.TryParse(version, out KubernetesVersion parsed);
        var manifest = new Manifest(
            $"apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec: {{resources: {{{field}: {{cpu: 500m}}}}, containers: [{{name: app}}]}}")
        { Version = parsed };

        Assert.That(manifest.Judge<CpuRequestMissing>(), Has.Count.EqualTo(expected));
    }

    [TestCase("initContainers: [{name: other}]", 1)]
    [TestCase("ephemeralContainers: [{name: other}]", 0)]
    public void Init_containers_need_a_request_and_ephemeral_ones_cannot_have_it(string pod, int expected) =>
        Assert.That(Manifest.Pod("resources: {requests: {cpu: 500m}}", pod).Judge<CpuRequestMissing>(), Has.Count.EqualTo(expected));
}
