using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class ApiVersionDeprecatedTests
{
    private static IReadOnlyList<Finding> Judge(string apiVersion, string kind, int minor) =>
        new Manifest($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: web}}") { Version = new KubernetesVersion(minor) }.Judge<ApiVersionDeprecated>();

    [TestCase("policy/v1beta1", "PodDisruptionBudget", 21, 25, "v1.25 removes it", "policy/v1")]
    [TestCase("batch/v1beta1", "CronJob", 21, 25, "v1.25 removes it", "batch/v1")]
    [TestCase("autoscaling/v2beta2", "HorizontalPodAutoscaler", 23, 26, "v1.26 removes it", "autoscaling/v2")]
    [TestCase("flowcontrol.apiserver.k8s.io/v1beta3", "FlowSchema", 29, 32, "v1.32 removes it", "flowcontrol.apiserver.k8s.io/v1")]
    public void Version_is_reported_from_its_deprecation_to_its_removal(string apiVersion, string kind, int from, int to, string removal, string replacement)
    {
        Assert.That(Judge(apiVersion, kind, from - 1), Is.Empty);
        Assert.That(Judge(apiVersion, kind, to), Is.Empty);
        Assert.That(Judge(apiVersion, kind, to - 1), Has.Count.EqualTo(1));
        Finding finding = Judge(apiVersion, kind, from).Single();
        Assert.That(finding.Location.Path, Is.EqualTo("apiVersion"));
        Assert.That(finding.Message, Does.Contain($"v1.{from} deprecated; {removal}").And.EndWith($"Allowed: {replacement}."));
    }

    [TestCase("v1", "ComponentStatus", "Allowed: nothing; the kind itself is deprecated.")]
    [TestCase("v1", "Endpoints", "Allowed: discovery.k8s.io/v1.")]
    public void Kind_without_a_planned_removal_is_reported(string apiVersion, string kind, string end) =>
        Assert.That(Judge(apiVersion, kind, 37).Single().Message, Does.Contain("no removal is planned").And.EndWith(end));

    [TestCase("apps/v1", "Deployment")]
    [TestCase("policy/v1beta1", "Widget")]
    [TestCase("example.com/v1beta1", "CronJob")]
    [TestCase("'{{ .Values.api }}/v1beta1'", "CronJob")]
    public void Current_and_unknown_versions_are_not_reported(string apiVersion, string kind) => Assert.That(Judge(apiVersion, kind, 24), Is.Empty);

    [Test]
    public void Every_removed_version_was_deprecated_before()
    {
        foreach (string[] line in EmbeddedTable.Read("removed-api-versions.txt"))
            Assert.That(DeprecatedApiVersions.Find(line[1], line[2])?.Removal, Is.EqualTo(line[0]), string.Join(' ', line));
    }
}
