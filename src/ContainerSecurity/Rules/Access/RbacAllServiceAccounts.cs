using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Access.Grants;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5027: no role is bound to all service accounts, of the cluster or of a namespace (CIS Kubernetes 5.1.5).</summary>
internal sealed class RbacAllServiceAccounts() : Rule(new("CSEC5027", "rbac-all-service-accounts", Severity.High,
    "Grants rights to all service accounts",
    "Bind the role to the service accounts that need it.")
{
    References = ["CIS Kubernetes 5.1.5", "NIST SP 800-190 3.3.2"],
}), IJudges<Subject>, ICelRule
{
    /// <summary>The rule's ID.</summary>
    public const string Id = "CSEC5027";

    /// <summary>Kubernetes and OpenShift themselves bind these to all accounts.</summary>
    internal static readonly string[] Harmless = ["system:service-account-issuer-discovery", "system:image-puller"];

    public void Judge(Subject subject, RuleContext context)
    {
        RoleBinding binding = context.Within<RoleBinding>();
        if (!StockAccess.IsGroupOfServiceAccounts(subject) || !binding.RoleName.Is(n => Array.IndexOf(Harmless, n) < 0))
            return;
        string where = subject.Name.Is(StockAccess.AllServiceAccounts)
            ? "the cluster"
            : $"the namespace '{subject.Name.Value.Substring(StockAccess.AllServiceAccounts.Length + 1)}'";
        context.Report(
            subject.Name,
            $"{binding} gives {binding.RoleName} to all service accounts of {where}, so to every pod of it, whatever it runs. "
            + $"Allowed: the accounts that need it.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Each(CelItems.Subjects, $$"""
            has(object.roleRef.name) && !(object.roleRef.name in variables.harmlessToAccounts) &&
            s.?kind.orValue('') == 'Group' && s.?name.orValue('').matches('^{{StockAccess.AllServiceAccounts}}(:.*)?$')
            """)
        .With("harmlessToAccounts", Harmless)
        .Of(AdmissionResources.RoleBindings);
}
