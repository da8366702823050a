using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Access.Grants;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5026: no binding gives the stock roles admin or edit in the whole cluster, and few do in a namespace (CIS Kubernetes 5.1.1).</summary>
internal sealed class RbacAdminBinding() : Rule(new("CSEC5026", "rbac-admin-binding", Severity.High,
    "Binds admin or edit",
    "Bind a role with the rights that are needed.")
{
    References = ["CIS Kubernetes 5.1.1", "NIST SP 800-190 3.3.1"],
}), IJudges<RoleBinding>, ICelRule
{
    private static readonly string[] Roles = ["admin", "edit"];

    public void Judge(RoleBinding binding, RuleContext context)
    {
        if (!binding.RoleName.Is(n => Array.IndexOf(Roles, n) >= 0) || !binding.RoleKind.Is("ClusterRole") || StockAccess.Is(binding))
            return;
        context.Report(
            binding.RoleName,
            $"{binding} binds {binding.RoleName}, which reads and writes the Secrets and enters the containers {GrantScope.Of(binding)}. "
            + $"Allowed: a role that names its rights.",
            binding.IsClusterWide ? Severity.High : Severity.Medium);
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Objects(
            AdmissionResources.RoleBindings,
            $"object.roleRef.?name.orValue('') in {CelText.List(Roles)} && object.roleRef.?kind.orValue('') == 'ClusterRole'")
        .Unless(CelGrants.IsStockBinding);
}
