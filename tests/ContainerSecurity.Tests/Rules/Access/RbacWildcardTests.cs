using ContainerSecurity.Rules.Access;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacWildcardTests
{
    [TestCase("apiGroups: [''], resources: [pods], verbs: ['*']", "verbs")]
    [TestCase("apiGroups: [''], resources: [pods, '*'], verbs: [get]", "resources")]
    [TestCase("apiGroups: ['*'], resources: [pods], verbs: [get]", "apiGroups")]
    public void Wildcard_is_reported_where_it_stands(string rule, string list)
    {
        var finding = AccessManifest.Role(rule).Judge<RbacWildcard>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo($"rules[0].{list}"));
        Assert.That(finding.Message, Does.Contain($"'*' in {list}"));
    }

    [Test]
    public void Each_list_with_a_wildcard_is_a_finding()
    {
        Assert.That(AccessManifest.Role("apiGroups: ['*'], resources: ['*'], verbs: ['*']", kind: "Role").Judge<RbacWildcard>(), Has.Count.EqualTo(3));
    }

    [TestCase("apiGroups: [''], resources: ['*/scale', 'pods/*'], verbs: [get]")]
    [TestCase("apiGroups: [''], resources: [pods], verbs: '{{ .Values.verbs }}'")]
    [TestCase("apiGroups: [''], resources: [pods], verbs: [get], resourceNames: ['*']")]
    public void Names_and_what_is_not_known_are_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacWildcard>(), Is.Empty);
    }

    [Test]
    public void Role_that_Kubernetes_brings_is_left_alone()
    {
        Assert.That(
            AccessManifest.Role(
                "apiGroups: ['*'], resources: ['*'], verbs: ['*']",
                "kubernetes.io/bootstrapping: rbac-defaults").Judge<RbacWildcard>(),
            Is.Empty);
    }
}
