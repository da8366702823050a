using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Access.Grants;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5028: a RoleBinding gives its role to service accounts of its own namespace.</summary>
internal sealed class RbacForeignServiceAccount() : Rule(new("CSEC5028", "rbac-foreign-service-account", Severity.Medium,
    "Grants rights to a service account of another namespace",
    "Bind the role to an account of the namespace, or waive the rule for what serves many namespaces.")
{
    References = ["NIST SP 800-190 3.3.2", "NIST SP 800-190 3.3.4"],
}), IJudges<Subject>, ICelRule
{
    public void Judge(Subject subject, RuleContext context)
    {
        RoleBinding binding = context.Within<RoleBinding>();
        if (binding.IsClusterWide || StockAccess.Is(binding) || !binding.Namespace.IsKnown || NamespaceOf(subject) is not { } home)
            return;
        if (!ResourceSet.SameNamespace(home, binding.Namespace.Value))
            context.Report(
                subject.IsServiceAccount ? subject.Namespace : subject.Name,
                $"{binding} gives {binding.RoleName} in the namespace '{binding.Namespace}' to the service account '{subject.Name}' "
                + $"of the namespace '{home}': whoever makes pods there has it too. Allowed: accounts of '{binding.Namespace}'.");
    }

    /// <summary>The namespace of a service account, by its kind or by its name among users; null for any other subject.</summary>
    private static string? NamespaceOf(Subject subject) =>
        subject.IsServiceAccount ? subject.Namespace.Is(n => n.Length > 0) ? subject.Namespace.Value : null
        : subject.Kind == "User" && subject.Name.Is(n => n.StartsWith("system:serviceaccount:", StringComparison.Ordinal))
            && subject.Name.Value.Split(':') is [_, _, var home, _] ? home
        : null;

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Each(CelItems.Subjects, """
            (s.?kind.orValue('') == 'ServiceAccount' && s.?namespace.orValue('') != '' &&
            s.?namespace.orValue('') != object.metadata.?namespace.orValue('default')) ||
            (s.?kind.orValue('') == 'User' && s.?name.orValue('').matches('^system:serviceaccount:[^:]*:[^:]*$')
            && !s.?name.orValue('').startsWith('system:serviceaccount:' + object.metadata.?namespace.orValue('default') + ':'))
            """)
        .Unless(CelGrants.IsStockBinding)
        .Of(AdmissionResources.NamespacedRoleBindings);
}
