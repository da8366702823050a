using ContainerSecurity.Rules.Access;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacAllServiceAccountsTests
{
    [TestCase("system:serviceaccounts", "all service accounts of the cluster")]
    [TestCase("system:serviceaccounts:shop", "all service accounts of the namespace 'shop'")]
    public void Group_of_service_accounts_is_reported(string group, string words)
    {
        Assert.That(AccessManifest.Binding($"kind: Group, name: '{group}'").Judge<RbacAllServiceAccounts>().Single().Message, Does.Contain(words));
    }

    [TestCase("kind: User, name: 'system:serviceaccounts'")]
    [TestCase("kind: Group, name: 'system:serviceaccountsx'")]
    [TestCase("kind: Group, name: developers")]
    [TestCase("kind: ServiceAccount, name: default, namespace: shop")]
    public void Other_subjects_are_not_reported(string subject)
    {
        Assert.That(AccessManifest.Binding(subject).Judge<RbacAllServiceAccounts>(), Is.Empty);
    }

    [Test]
    public void Role_that_is_meant_for_all_is_not_reported()
    {
        Assert.That(AccessManifest.Binding("kind: Group, name: 'system:serviceaccounts'", "kind: ClusterRole, name: 'system:service-account-issuer-discovery'")
            .Judge<RbacAllServiceAccounts>(), Is.Empty);
    }
}
