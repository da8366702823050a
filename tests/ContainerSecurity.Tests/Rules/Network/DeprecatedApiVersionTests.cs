using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class DeprecatedApiVersionTests
{
    [TestCase("extensions/v1beta1", "Deployment", "v1.16", "apps/v1")]
    [TestCase("networking.k8s.io/v1beta1", "Ingress", "v1.22", "networking.k8s.io/v1")]
    [TestCase("batch/v1beta1", "CronJob", "v1.25", "batch/v1")]
    [TestCase("policy/v1beta1", "PodSecurityPolicy", "v1.25", "nothing; the kind itself is removed")]
    [TestCase("autoscaling/v2beta2", "HorizontalPodAutoscaler", "v1.26", "autoscaling/v2")]
    [TestCase("storage.k8s.io/v1beta1", "CSIStorageCapacity", "v1.27", "storage.k8s.io/v1")]
    [TestCase("flowcontrol.apiserver.k8s.io/v1beta2", "FlowSchema", "v1.29", "flowcontrol.apiserver.k8s.io/v1")]
    [TestCase("flowcontrol.apiserver.k8s.io/v1beta3", "FlowSchema", "v1.32", "flowcontrol.apiserver.k8s.io/v1")]
    public void Removed_version_is_reported_from_its_removal_on(string apiVersion, string kind, string removedIn, string replacement)
    {
        _ = KubernetesVersion.TryParse(removedIn, out KubernetesVersion version);

        IReadOnlyList<Finding> findings = Object(apiVersion, kind, version).Judge<DeprecatedApiVersion>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo("apiVersion"));
        Assert.That(findings[0].Message, Does.Contain(apiVersion).And.Contain(removedIn).And.EndWith($"Allowed: {replacement}."));
        Assert.That(Object(apiVersion, kind, new KubernetesVersion(version.Minor - 1)).Judge<DeprecatedApiVersion>(), Is.Empty);
        Assert.That(Object(apiVersion, kind, KubernetesVersion.Latest).Judge<DeprecatedApiVersion>(), Has.Count.EqualTo(1));
    }

    [TestCase("flowcontrol.apiserver.k8s.io/v1beta1", "FlowSchema", 26, "flowcontrol.apiserver.k8s.io/v1beta3")]
    [TestCase("flowcontrol.apiserver.k8s.io/v1beta1", "FlowSchema", 32, "flowcontrol.apiserver.k8s.io/v1")]
    [TestCase("extensions/v1beta1", "PodSecurityPolicy", 24, "policy/v1beta1")]
    [TestCase("extensions/v1beta1", "PodSecurityPolicy", 25, "nothing; the kind itself is removed")]
    public void Replacement_is_one_that_the_policys_version_serves(string apiVersion, string kind, int minor, string replacement) =>
        Assert.That(
            Object(apiVersion, kind, new KubernetesVersion(minor)).Judge<DeprecatedApiVersion>().Single().Message,
            Does.EndWith($"Allowed: {replacement}."));

    [TestCase("apps/v1", "Deployment")]
    [TestCase("policy/v1", "PodDisruptionBudget")]
    [TestCase("policy/v1beta1", "Widget")]
    [TestCase("example.com/v1beta1", "Deployment")]
    [TestCase("'{{ .Values.api }}/v1beta1'", "CronJob")]
    public void Served_and_unknown_versions_are_not_reported(string apiVersion, string kind) =>
        Assert.That(Object(apiVersion, kind, KubernetesVersion.Latest).Judge<DeprecatedApiVersion>(), Is.Empty);

    private static Manifest Object(string apiVersion, string kind, KubernetesVersion version) =>
        new($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: web}}") { Version = version };
}
