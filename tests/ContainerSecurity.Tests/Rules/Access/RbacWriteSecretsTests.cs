using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Rights;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacWriteSecretsTests
{
    [TestCase("apiGroups: [''], resources: ['secrets'], verbs: ['create']", "create secrets")]
    [TestCase("apiGroups: ['', 'apps'], resources: ['secrets'], verbs: ['delete']", "delete secrets")]
    public void What_is_dangerous_is_reported(string rule, string granted)
    {
        Finding finding = AccessManifest.Role(rule).Judge<RbacWriteSecrets>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(finding.Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: [''], resources: ['secrets'], verbs: ['get']")]
    [TestCase("apiGroups: [''], resources: ['secrets'], verbs: ['update'], resourceNames: ['web-tls']")]
    [TestCase("apiGroups: ['apps'], resources: ['secrets'], verbs: ['create']")]
    [TestCase("apiGroups: [''], resources: ['secrets/*'], verbs: ['create']")]
    public void What_is_next_to_it_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacWriteSecrets>(), Is.Empty);
    }
}
