using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class DefaultNamespaceTests
{
    private static IReadOnlyList<Finding> Judge(string kind, string meta) => new Manifest($$"""
        apiVersion: apps.example.com/v1
        kind: {{kind}}
        metadata: {name: web, {{meta}} }
        spec: {template: {spec: {containers: [{name: app, image: web}]} } }
        """).Judge<DefaultNamespace>();

    [TestCase("Deployment", "labels: {}")]
    [TestCase("Deployment", "namespace: default")]
    [TestCase("Rollout", "namespace: ''")]
    [TestCase("ClusterRunner", "namespace: default")]
    public void Workload_of_the_default_namespace_is_reported(string kind, string meta)
    {
        Assert.That(Judge(kind, meta).Single().Location.Path, Is.EqualTo("metadata.namespace"));
    }

    [TestCase("Deployment", "namespace: shop")]
    [TestCase("Deployment", "namespace: '{{ .Release.Namespace }}'")]
    [TestCase("ClusterRunner", "labels: {}")]
    public void Workload_elsewhere_or_of_a_kind_without_namespaces_is_not_reported(string kind, string meta)
    {
        Assert.That(Judge(kind, meta), Is.Empty);
    }

    [Test]
    public void Kind_without_pods_is_not_reported()
    {
        Assert.That(new Manifest("{apiVersion: v1, kind: ConfigMap, metadata: {name: web}}").Judge<DefaultNamespace>(), Is.Empty);
    }
}
