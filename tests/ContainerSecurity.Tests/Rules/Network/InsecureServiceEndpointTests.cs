using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class InsecureServiceEndpointTests
{
    private const string ToEdit = "rbac.authorization.k8s.io/aggregate-to-edit: 'true'";

    [TestCase("apiGroups: [''], resources: [services, endpoints], verbs: [get, update]", ToEdit)]
    [TestCase("apiGroups: [discovery.k8s.io], resources: [endpointslices], verbs: [create]", "rbac.authorization.k8s.io/aggregate-to-admin: 'true'")]
    [TestCase("apiGroups: ['*'], resources: ['*'], verbs: ['*']", ToEdit)]
    public void Role_that_becomes_part_of_edit_and_writes_endpoints_is_reported(string rule, string labels)
    {
        Assert.That(AccessManifest.Role(rule, labels).Judge<InsecureServiceEndpoint>().Single().Location.Path, Is.EqualTo("rules[0].resources"));
    }

    [TestCase("system:aggregate-to-edit", 1)]
    [TestCase("edit", 1)]
    [TestCase("editor", 0)]
    public void Stock_role_of_an_old_cluster_is_known_by_its_name(string name, int count)
    {
        Manifest role = AccessManifest.Role(
            "apiGroups: [''], resources: [endpoints], verbs: [patch]",
            "kubernetes.io/bootstrapping: rbac-defaults",
            meta: $"name: '{name}'");

        Assert.That(role.Judge<InsecureServiceEndpoint>(), Has.Count.EqualTo(count));
    }

    [TestCase("apiGroups: [''], resources: [endpoints], verbs: [get, list, watch]", ToEdit, "ClusterRole")]
    [TestCase("apiGroups: [''], resources: [endpoints], verbs: [update]", "", "ClusterRole")]
    [TestCase("apiGroups: [''], resources: [endpoints], verbs: [update]", "rbac.authorization.k8s.io/aggregate-to-view: 'true'", "ClusterRole")]
    [TestCase("apiGroups: [''], resources: [endpoints], verbs: [update]", ToEdit, "Role")]
    public void Other_role_is_not_reported(string rule, string labels, string kind)
    {
        Assert.That(AccessManifest.Role(rule, labels, kind).Judge<InsecureServiceEndpoint>(), Is.Empty);
    }
}
