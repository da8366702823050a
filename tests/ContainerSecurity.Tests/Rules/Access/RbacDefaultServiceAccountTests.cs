using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacDefaultServiceAccountTests
{
    [TestCase("kind: ServiceAccount, name: default, namespace: shop")]
    [TestCase("kind: User, name: 'system:serviceaccount:shop:default'")]
    [TestCase("kind: Group, name: 'system:serviceaccounts'")]
    [TestCase("kind: Group, name: 'system:serviceaccounts:shop'")]
    public void Rights_of_a_default_account_are_reported(string subject)
    {
        Finding finding = AccessManifest.Binding(subject).Judge<RbacDefaultServiceAccount>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("subjects[0].name"));
        Assert.That(finding.Message, Does.Contain("gives ops to"));
    }

    [TestCase("kind: ServiceAccount, name: web, namespace: default")]
    [TestCase("kind: ServiceAccount, name: '{{ .Values.account }}', namespace: shop")]
    [TestCase("kind: User, name: default")]
    [TestCase("kind: User, name: 'system:serviceaccount:default:web'")]
    [TestCase("kind: Group, name: 'system:serviceaccountsx'")]
    public void Other_subjects_are_not_reported(string subject)
    {
        Assert.That(AccessManifest.Binding(subject).Judge<RbacDefaultServiceAccount>(), Is.Empty);
    }

    [Test]
    public void What_Kubernetes_itself_binds_to_all_accounts_is_accepted()
    {
        Manifest binding = AccessManifest.Binding(
            "kind: Group, name: 'system:serviceaccounts'",
            "kind: ClusterRole, name: 'system:service-account-issuer-discovery'");

        Assert.That(binding.Judge<RbacDefaultServiceAccount>(), Is.Empty);
    }
}
