using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Changes;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacCustomResourceDefinitionsTests
{
    [TestCase("apiGroups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'], verbs: ['update']", "update customresourcedefinitions")]
    public void What_is_dangerous_is_reported(string rule, string granted)
    {
        Finding finding = AccessManifest.Role(rule).Judge<RbacCustomResourceDefinitions>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(finding.Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'], verbs: ['get', 'list', 'watch']")]
    [TestCase("apiGroups: [''], resources: ['customresourcedefinitions'], verbs: ['update']")]
    public void What_is_next_to_it_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacCustomResourceDefinitions>(), Is.Empty);
    }
}
