using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Rights;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacTokenReviewTests
{
    [TestCase("apiGroups: ['authentication.k8s.io'], resources: ['tokenreviews'], verbs: ['create']", "create tokenreviews")]
    public void What_is_dangerous_is_reported(string rule, string granted)
    {
        Finding finding = AccessManifest.Role(rule).Judge<RbacTokenReview>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(finding.Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'], verbs: ['create']")]
    [TestCase("apiGroups: ['authorization.k8s.io'], resources: ['subjectaccessreviews'], verbs: ['create']")]
    public void What_is_next_to_it_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacTokenReview>(), Is.Empty);
    }
}
