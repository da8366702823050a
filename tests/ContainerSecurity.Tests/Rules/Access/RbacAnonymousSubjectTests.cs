using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacAnonymousSubjectTests
{
    [TestCase("kind: User, name: 'system:anonymous'", Severity.Critical)]
    [TestCase("kind: Group, name: 'system:unauthenticated'", Severity.Critical)]
    [TestCase("kind: Group, name: 'system:authenticated'", Severity.High)]
    public void Rights_for_everyone_are_reported(string subject, Severity severity)
    {
        Finding finding = AccessManifest.Binding(subject).Judge<RbacAnonymousSubject>().Single();

        Assert.That(finding.Severity, Is.EqualTo(severity));
        Assert.That(finding.Location.Path, Is.EqualTo("subjects[0].name"));
        Assert.That(finding.Message, Does.Contain("gives ops to").And.Contain("Allowed: system:public-info-viewer"));
    }

    [TestCase("system:unauthenticated", "system:public-info-viewer", 0)]
    [TestCase("system:anonymous", "kubeadm:bootstrap-signer-clusterinfo", 0)]
    [TestCase("system:unauthenticated", "system:discovery", 1)]
    [TestCase("system:authenticated", "system:public-info-viewer", 0)]
    [TestCase("system:authenticated", "system:discovery", 0)]
    [TestCase("system:authenticated", "system:basic-user", 0)]
    [TestCase("system:authenticated", "system:basic-users", 1)]
    [TestCase("system:authenticated", "cluster-admin", 1)]
    public void What_Kubernetes_itself_shows_to_everyone_is_accepted(string subject, string role, int count)
    {
        Assert.That(
            AccessManifest.Binding(
                $"kind: Group, name: '{subject}'", $"kind: ClusterRole, name: '{role}'").Judge<RbacAnonymousSubject>(),
            Has.Count.EqualTo(count));
    }

    [TestCase("kind: Group, name: 'system:serviceaccounts'", "name: ops")]
    [TestCase("kind: ServiceAccount, name: 'system:anonymous', namespace: shop", "name: ops")]
    [TestCase("kind: Group, name: '{{ .Values.group }}'", "name: ops")]
    [TestCase("kind: Group, name: 'system:authenticated'", "name: '{{ .Values.role }}'")]
    public void Others_and_what_is_not_known_are_not_reported(string subject, string role)
    {
        Assert.That(AccessManifest.Binding(subject, "kind: ClusterRole, " + role).Judge<RbacAnonymousSubject>(), Is.Empty);
    }
}
