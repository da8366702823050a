using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Access.Grants;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5002: no binding names cluster-admin, or a role as strong (CIS Kubernetes 5.1.1).</summary>
internal sealed class ClusterAdminBinding() : Rule(new("CSEC5002", "cluster-admin-binding", Severity.Critical,
    "Binds cluster-admin",
    "Bind a role with the rights that are needed.")
{
    ComparedKinds = ["Role", "ClusterRole"],
    FactFields = [],
    References = ["CIS Kubernetes 5.1.1", "NSA/CISA Kubernetes Hardening: Authentication and authorization", "NIST SP 800-190 3.3.1"],
}), IJudges<RoleBinding>, ICelRule
{
    private static readonly string[] AllVerbs = ["get", "list", "watch", "create", "update", "patch", "delete"];

    public void Judge(RoleBinding resource, RuleContext context)
    {
        bool namesIt = resource.RoleName.Is("cluster-admin") && resource.RoleKind.IsNot("Role");
        PolicyRule? everything = resource.FindRole(context.Set) is { } role ? context.Set.Roles.RulesOf(role).FirstOrDefault(IsEverything) : null;
        if (!StockAccess.Is(resource) && (namesIt || everything is not null))
            context.ReportUnlessSaid(
                resource.RoleName,
                $"{resource} binds {resource.RoleName}, which may do everything{(resource.IsClusterWide ? "" : " in the namespace")}. "
                    + $"Allowed: a role that names its rights.",
                everything is null ? null : RbacWildcard.Of(everything, resource));
    }

    private static bool IsEverything(PolicyRule rule) =>
        (rule.Verbs.Contains("*") || Array.TrueForAll(AllVerbs, rule.Verbs.Contains)) && rule.Resources.Contains("*") && rule.ApiGroups.Contains("*")
            && !rule.IsBoundToNames;

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Objects(AdmissionResources.RoleBindings, "object.roleRef.?name.orValue('') == 'cluster-admin' && object.roleRef.?kind.orValue('') != 'Role'")
        .Unless(CelGrants.IsStockBinding);
}
