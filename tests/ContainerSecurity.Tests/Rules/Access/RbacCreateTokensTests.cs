using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Rights;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacCreateTokensTests
{
    [TestCase("apiGroups: [''], resources: ['serviceaccounts/token'], verbs: [create]", "create serviceaccounts/token")]
    [TestCase("apiGroups: [''], resources: ['*/token'], verbs: ['*']", "create serviceaccounts/token")]
    public void Role_that_makes_tokens_of_every_account_is_reported(string rule, string granted)
    {
        IReadOnlyList<Finding> findings = AccessManifest.Role(rule).Judge<RbacCreateTokens>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(findings[0].Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: [''], resources: ['serviceaccounts/token'], verbs: [create], resourceNames: [deployer]")]
    [TestCase("apiGroups: [''], resources: [serviceaccounts], verbs: [create]")]
    [TestCase("apiGroups: [''], resources: ['serviceaccounts/*'], verbs: [create]")]
    [TestCase("apiGroups: [''], resources: ['serviceaccounts/token'], verbs: [get]")]
    public void Role_that_makes_no_tokens_or_those_of_one_account_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacCreateTokens>(), Is.Empty);
    }

    [Test]
    public void Role_that_Kubernetes_brings_is_left_alone()
    {
        Assert.That(AccessManifest.Role("apiGroups: [''], resources: ['serviceaccounts/token'], verbs: [create]", "kubernetes.io/bootstrapping: rbac-defaults")
            .Judge<RbacCreateTokens>(), Is.Empty);
    }
}
