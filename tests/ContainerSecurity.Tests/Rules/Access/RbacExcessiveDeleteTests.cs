using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Changes;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacExcessiveDeleteTests
{
    [TestCase("apiGroups: ['apps'], resources: ['deployments'], verbs: ['delete']", "delete deployments")]
    [TestCase("apiGroups: ['', 'apps', 'batch'], resources: ['secrets', 'pods', 'services', 'jobs'], verbs: ['deletecollection']", "deletecollection jobs")]
    public void What_is_dangerous_is_reported(string rule, string granted)
    {
        Finding finding = AccessManifest.Role(rule).Judge<RbacExcessiveDelete>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(finding.Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'update']")]
    [TestCase("apiGroups: ['apps'], resources: ['deployments/scale'], verbs: ['delete']")]
    [TestCase("apiGroups: [''], resources: ['deployments'], verbs: ['delete']")]
    public void What_is_next_to_it_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacExcessiveDelete>(), Is.Empty);
    }
}
