using ContainerSecurity.Rules.Access;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacWorkloadInSystemNamespaceTests
{
    private static Manifest Pod(string space) => new($$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: {{space}}}
        spec: {containers: [{name: app, image: web}]}
        """);

    [TestCase("kube-system")]
    [TestCase("kube-public")]
    public void Workload_among_the_components_of_the_cluster_is_reported(string space)
    {
        Assert.That(Pod(space).Judge<RbacWorkloadInSystemNamespace>().Single().Location.Path, Is.EqualTo("metadata.namespace"));
    }

    [TestCase("shop")]
    [TestCase("''")]
    [TestCase("'{{ .Release.Namespace }}'")]
    public void Workload_elsewhere_is_not_reported(string space)
    {
        Assert.That(Pod(space).Judge<RbacWorkloadInSystemNamespace>(), Is.Empty);
    }

    [TestCase("RoleBinding", "", 1)]
    [TestCase("RoleBinding", "kubernetes.io/bootstrapping: rbac-defaults", 0)]
    [TestCase("ClusterRoleBinding", "", 0)]
    public void Binding_counts_unless_Kubernetes_brings_it_or_it_is_in_no_namespace(string kind, string labels, int count)
    {
        Manifest binding = AccessManifest.Binding("kind: User, name: jane", kind: kind, meta: $"name: give, namespace: kube-system, labels: {{ {labels} }}");

        Assert.That(binding.Judge<RbacWorkloadInSystemNamespace>(), Has.Count.EqualTo(count));
    }

    [Test]
    public void Other_kinds_are_not_reported()
    {
        Assert.That(
            new Manifest(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: dns, namespace: kube-system}}").Judge<RbacWorkloadInSystemNamespace>(),
            Is.Empty);
    }
}
