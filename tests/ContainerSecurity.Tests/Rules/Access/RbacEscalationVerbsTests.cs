using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Rights;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacEscalationVerbsTests
{
    [TestCase("apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [escalate]", "escalate roles")]
    [TestCase("apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [get, bind]", "bind clusterroles")]
    [TestCase("apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [bind], resourceNames: [view, cluster-admin]",
        "bind clusterroles named view, cluster-admin")]
    [TestCase("apiGroups: [''], resources: [serviceaccounts], verbs: [impersonate]", "impersonate serviceaccounts")]
    [TestCase("apiGroups: [''], resources: [groups], verbs: [impersonate], resourceNames: ['system:masters']", "impersonate groups named system:masters")]
    [TestCase("apiGroups: [authentication.k8s.io], resources: [uids], verbs: [impersonate]", "impersonate uids")]
    [TestCase("apiGroups: [rbac.authorization.k8s.io], resources: ['*'], verbs: ['*']", "escalate roles")]
    public void Role_by_which_its_holder_becomes_more_is_reported(string rule, string granted)
    {
        IReadOnlyList<Finding> findings = AccessManifest.Role(rule).Judge<RbacEscalationVerbs>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(findings[0].Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [bind], resourceNames: [view]")]
    [TestCase("apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings], verbs: [bind]")]
    [TestCase("apiGroups: [apis.example.com], resources: [exports], verbs: [bind]")]
    [TestCase("apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [update]")]
    [TestCase("apiGroups: [''], resources: [groups], verbs: [impersonate], resourceNames: [developers]")]
    [TestCase("apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [Escalate]")]
    public void Verb_that_is_bounded_or_never_asked_for_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacEscalationVerbs>(), Is.Empty);
    }

    [Test]
    public void Role_that_Kubernetes_brings_is_left_alone()
    {
        Assert.That(AccessManifest.Role("apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [escalate]",
            "kubernetes.io/bootstrapping: rbac-defaults").Judge<RbacEscalationVerbs>(), Is.Empty);
    }
}
