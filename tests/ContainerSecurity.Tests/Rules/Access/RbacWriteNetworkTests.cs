using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Changes;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacWriteNetworkTests
{
    [TestCase("apiGroups: [''], resources: ['services'], verbs: ['update']", "update services")]
    [TestCase("apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: ['delete']", "delete networkpolicies")]
    [TestCase("apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['create']", "create endpointslices")]
    public void What_is_dangerous_is_reported(string rule, string granted)
    {
        Finding finding = AccessManifest.Role(rule).Judge<RbacWriteNetwork>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(finding.Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: ['get']")]
    [TestCase("apiGroups: [''], resources: ['ingresses'], verbs: ['update']")]
    [TestCase("apiGroups: [''], resources: ['services/status'], verbs: ['patch']")]
    public void What_is_next_to_it_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacWriteNetwork>(), Is.Empty);
    }
}
