using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5021: no binding names the group system:masters (CIS Kubernetes 5.1.7).</summary>
internal sealed class RbacSystemMasters() : Rule(new("CSEC5021", "rbac-system-masters", Severity.Critical,
    "Binds to system:masters",
    "Bind the role to a group of your own.")
{
    References = ["CIS Kubernetes 5.1.7", "NIST SP 800-190 3.3.1"],
}), IJudges<Subject>, ICelRule
{
    public void Judge(Subject subject, RuleContext context)
    {
        RoleBinding binding = context.Within<RoleBinding>();
        if (subject.Kind == "Group" && subject.Name.Is("system:masters") && !(binding.IsStock && binding.Name.Is("cluster-admin")))
            context.Report(
                subject.Name,
                $"{binding} names the group system:masters, which stands above RBAC and cannot be revoked. Allowed: a group of your own.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Each(CelItems.Subjects, "s.?kind.orValue('') == 'Group' && s.?name.orValue('') == 'system:masters'")
        .Unless($"{CelGrants.IsStock} && object.metadata.?name.orValue('') == 'cluster-admin'")
        .Of(AdmissionResources.RoleBindings);
}
