using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Changes;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacPolicyEnginesTests
{
    [TestCase("apiGroups: ['kyverno.io'], resources: ['clusterpolicies'], verbs: ['patch']", "patch clusterpolicies")]
    [TestCase("apiGroups: ['templates.gatekeeper.sh'], resources: ['constrainttemplates'], verbs: ['delete']", "delete constrainttemplates")]
    public void What_is_dangerous_is_reported(string rule, string granted)
    {
        Finding finding = AccessManifest.Role(rule).Judge<RbacPolicyEngines>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(finding.Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: ['kyverno.io'], resources: ['clusterpolicies'], verbs: ['get']")]
    [TestCase("apiGroups: ['constraints.gatekeeper.sh'], resources: ['k8srequiredlabels'], verbs: ['get']")]
    [TestCase("apiGroups: ['example.com'], resources: ['policies'], verbs: ['update']")]
    public void What_is_next_to_it_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacPolicyEngines>(), Is.Empty);
    }
}
