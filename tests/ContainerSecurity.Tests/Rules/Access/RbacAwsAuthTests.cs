using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Rights;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacAwsAuthTests
{
    [TestCase("apiGroups: [''], resources: [configmaps], verbs: [patch], resourceNames: [aws-auth]", "patch configmaps named aws-auth")]
    [TestCase("apiGroups: [''], resources: [configmaps], verbs: ['*'], resourceNames: [coredns, aws-auth]", "update configmaps named coredns, aws-auth")]
    public void Role_that_writes_aws_auth_by_name_is_reported(string rule, string granted)
    {
        IReadOnlyList<Finding> findings = AccessManifest.Role(rule).Judge<RbacAwsAuth>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(findings[0].Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: [''], resources: [configmaps], verbs: ['*']")]
    [TestCase("apiGroups: [''], resources: [configmaps], verbs: [get], resourceNames: [aws-auth]")]
    [TestCase("apiGroups: [''], resources: [configmaps], verbs: [create], resourceNames: [aws-auth]")]
    [TestCase("apiGroups: [''], resources: [configmaps], verbs: [update], resourceNames: [coredns]")]
    [TestCase("apiGroups: [''], resources: [configmaps], verbs: [update], resourceNames: ['{{ .Values.x }}']")]
    public void Role_that_does_not_surely_write_aws_auth_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacAwsAuth>(), Is.Empty);
    }

    [Test]
    public void Role_that_Kubernetes_brings_is_left_alone()
    {
        Assert.That(AccessManifest.Role("apiGroups: [''], resources: [configmaps], verbs: [patch], resourceNames: [aws-auth]",
            "kubernetes.io/bootstrapping: rbac-defaults").Judge<RbacAwsAuth>(), Is.Empty);
    }

    [TestCase("kube-system", 1)]
    [TestCase("shop", 0)]
    public void Role_over_all_config_maps_counts_in_kube_system_only(string space, int count)
    {
        Manifest role = AccessManifest.Role("apiGroups: [''], resources: [configmaps], verbs: [update]", kind: "Role", meta: $"name: ops, namespace: {space}");

        Assert.That(role.Judge<RbacAwsAuth>(), Has.Count.EqualTo(count));
    }
}
