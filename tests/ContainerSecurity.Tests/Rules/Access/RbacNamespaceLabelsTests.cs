using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Changes;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacNamespaceLabelsTests
{
    [TestCase("apiGroups: [''], resources: ['namespaces'], verbs: ['patch']", "patch namespaces")]
    [TestCase("apiGroups: [''], resources: ['namespaces'], verbs: ['update'], resourceNames: ['shop']", "update namespaces named shop")]
    public void What_is_dangerous_is_reported(string rule, string granted)
    {
        Finding finding = AccessManifest.Role(rule).Judge<RbacNamespaceLabels>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(finding.Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: [''], resources: ['namespaces'], verbs: ['get', 'list', 'create']")]
    [TestCase("apiGroups: [''], resources: ['namespaces/finalize'], verbs: ['update']")]
    public void What_is_next_to_it_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacNamespaceLabels>(), Is.Empty);
    }
}
