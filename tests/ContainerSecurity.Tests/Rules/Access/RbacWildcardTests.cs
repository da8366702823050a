using ContainerSecurity.Rules;
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
    public void Rule_with_many_wildcards_is_one_finding_that_names_the_lists()
    {
        string message = AccessManifest.Role("apiGroups: ['*'], resources: ['*'], verbs: ['*']", kind: "Role").Judge<RbacWildcard>().Single().Message;

        Assert.That(message, Does.Contain("'*' in verbs, resources, apiGroups"));
    }

    [TestCase("apiGroups: ['*'], resources: ['*'], verbs: ['*']", Severity.Critical)]
    [TestCase("apiGroups: [''], resources: ['*'], verbs: ['*']", Severity.Critical)]
    [TestCase("apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: ['*']", Severity.Critical)]
    [TestCase("apiGroups: [''], resources: ['*'], verbs: [get, list]", Severity.High)]
    [TestCase("apiGroups: [coordination.k8s.io], resources: [leases], verbs: ['*']", Severity.High)]
    [TestCase("apiGroups: [coordination.k8s.io], resources: ['*'], verbs: [get]", Severity.Medium)]
    [TestCase("apiGroups: [shop.example.com], resources: ['*'], verbs: ['*']", Severity.Medium)]
    [TestCase("apiGroups: [shop.example.com], resources: ['*'], verbs: [get, watch]", Severity.Low)]
    [TestCase("apiGroups: [shop.example.com, ''], resources: ['*'], verbs: ['*']", Severity.Critical)]
    [TestCase("apiGroups: ['{{ .Values.group }}'], resources: [orders], verbs: ['*']", Severity.High)]
    [TestCase("nonResourceURLs: [/metrics], verbs: ['*']", Severity.Low)]
    [TestCase("nonResourceURLs: ['*'], verbs: ['*']", Severity.Medium)]
    public void Severity_is_what_is_at_stake(string rule, Severity severity) =>
        Assert.That(AccessManifest.Role(rule).Judge<RbacWildcard>().Single().Severity, Is.EqualTo(severity));

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
