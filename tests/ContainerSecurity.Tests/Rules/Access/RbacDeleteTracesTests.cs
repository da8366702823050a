using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Changes;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacDeleteTracesTests
{
    [TestCase("apiGroups: [''], resources: ['events'], verbs: ['delete']", "delete events")]
    [TestCase("apiGroups: ['events.k8s.io'], resources: ['events'], verbs: ['deletecollection']", "deletecollection events")]
    [TestCase("apiGroups: [''], resources: ['pods/log'], verbs: ['delete']", "delete pods/log")]
    public void What_is_dangerous_is_reported(string rule, string granted)
    {
        Finding finding = AccessManifest.Role(rule).Judge<RbacDeleteTraces>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(finding.Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: [''], resources: ['events'], verbs: ['create', 'patch']")]
    [TestCase("apiGroups: [''], resources: ['pods/log'], verbs: ['get']")]
    [TestCase("apiGroups: [''], resources: ['pods/*'], verbs: ['delete']")]
    public void What_is_next_to_it_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacDeleteTraces>(), Is.Empty);
    }
}
