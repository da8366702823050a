using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Access.Grants;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5013: no role is bound to a default service account, nor to all accounts of a namespace or of the cluster (CIS Kubernetes 5.1.5).</summary>
internal sealed class RbacDefaultServiceAccount() : Rule(new("CSEC5013", "rbac-default-service-account", Severity.Medium,
    "Grants rights to a default service account",
    "Give the workload a service account of its own.")
{
    References = ["CIS Kubernetes 5.1.5", "NIST SP 800-190 3.3.2"],
}), IJudges<Subject>, ICelRule
{
    private const string AllAccounts = StockAccess.AllServiceAccounts;

    /// <summary>Kubernetes and OpenShift themselves bind these to all accounts.</summary>
    private static readonly string[] Harmless = RbacAllServiceAccounts.Harmless;

    public void Judge(Subject subject, RuleContext context)
    {
        RoleBinding binding = context.Within<RoleBinding>();
        if (IsDefault(subject) && binding.RoleName.Is(n => Array.IndexOf(Harmless, n) < 0))
            context.ReportUnlessSaid(
                subject.Name,
                $"{binding} gives {binding.RoleName} to {(subject.Kind == "Group" ? $"the group '{subject.Name}'" : $"the service account '{subject.Name}'")}, "
                + $"so to every pod of the namespace that names none. Allowed: a service account of the workload's own.",
                subject.Kind == "Group" ? [new StrongerFinding(RbacAllServiceAccounts.Id, binding, subject.Name.Location?.Path)] : null);
    }

    private static bool IsDefault(Subject subject) => subject.Kind switch
    {
        "ServiceAccount" => subject.Name.Is(ServiceAccount.Default),
        "User" => subject.Name.Is(n => n.Split(':') is [_, _, var space, ServiceAccount.Default]
            && n == ServiceAccount.UserName(space, ServiceAccount.Default)),
        "Group" => StockAccess.IsGroupOfServiceAccounts(subject),
        _ => false,
    };

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Each(CelItems.Subjects, $$"""
            has(object.roleRef.name) && !(object.roleRef.name in variables.harmlessRoles) &&
            ((s.?kind.orValue('') == 'ServiceAccount' && s.?name.orValue('') == '{{ServiceAccount.Default}}') ||
            (s.?kind.orValue('') == 'User' && s.?name.orValue('').matches('^system:serviceaccount:[^:]+:{{ServiceAccount.Default}}$')) ||
            (s.?kind.orValue('') == 'Group' && s.?name.orValue('').matches('^{{AllAccounts}}(:.*)?$')))
            """)
        .With("harmlessRoles", Harmless)
        .Of(AdmissionResources.RoleBindings);
}
