using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Rights;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacReadSecretsTests
{
    [TestCase("apiGroups: [''], resources: [secrets], verbs: [get]", "get secrets")]
    [TestCase("apiGroups: [''], resources: [configmaps, secrets], verbs: [create, watch]", "watch secrets")]
    [TestCase("apiGroups: ['*'], resources: ['*'], verbs: ['*']", "get secrets")]
    public void Role_that_reads_secrets_is_reported(string rule, string granted)
    {
        IReadOnlyList<Finding> findings = AccessManifest.Role(rule).Judge<RbacReadSecrets>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(findings[0].Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: [''], resources: [secrets], verbs: [create]")]
    [TestCase("apiGroups: [''], resources: [secrets], verbs: [get], resourceNames: [web-tls]")]
    [TestCase("apiGroups: [''], resources: [Secrets], verbs: [get]")]
    [TestCase("apiGroups: [''], resources: [secrets], verbs: [Get]")]
    [TestCase("apiGroups: [apps], resources: [secrets], verbs: [get]")]
    [TestCase("apiGroups: [''], resources: [secrets], verbs: '{{ .Values.x }}'")]
    [TestCase("resources: [secrets], verbs: [get]")]
    [TestCase("apiGroups: [''], resources: [secrets], verbs: [get], resourceNames: '{{ .Values.x }}'")]
    public void Role_that_reads_no_secrets_or_only_some_by_name_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacReadSecrets>(), Is.Empty);
    }

    [Test]
    public void Role_that_Kubernetes_brings_is_left_alone()
    {
        Assert.That(AccessManifest.Role("apiGroups: [''], resources: [secrets], verbs: [get]", "kubernetes.io/bootstrapping: rbac-defaults")
            .Judge<RbacReadSecrets>(), Is.Empty);
    }
}
