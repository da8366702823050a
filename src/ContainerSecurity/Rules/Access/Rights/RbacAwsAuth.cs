using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Access.Grants;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Access.Rights;

/// <summary>CSEC5025: roles do not write the ConfigMap aws-auth, which says who is who in an EKS cluster.</summary>
internal sealed class RbacAwsAuth() : GrantRule(new("CSEC5025", "rbac-aws-auth", Severity.High,
    "Role writes aws-auth",
    "Leave aws-auth to cluster administrators, or use EKS access entries.")
{
    References = ["NIST SP 800-190 3.3.1"],
}, new Grant("", ["configmaps"], ["update", "patch", "create", "delete", "deletecollection"]))
{
    private const string AwsAuth = "aws-auth";

    /// <summary>A role that writes all ConfigMaps of kube-system writes aws-auth too; a ClusterRole with all ConfigMaps says nothing of EKS.</summary>
    protected override bool Applies(GrantScope scope, PolicyRule rule) =>
        rule.ResourceNames.Contains(AwsAuth) || (!rule.IsBoundToNames && scope.Namespace.Is("kube-system"));

    internal override string AppliesInCel =>
        $"'{AwsAuth}' in r.?resourceNames.orValue([]) || ({CelGrants.IsUnbound} && object.kind == 'Role' && "
            + $"object.metadata.?namespace.orValue('') == 'kube-system')";
}
