using ContainerSecurity.Resources.Rbac;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5013: no role is bound to a default service account (CIS Kubernetes 5.1.5).</summary>
public sealed class RbacDefaultServiceAccount() : SubjectRule(new("CSEC5013", "rbac-default-service-account", Severity.Medium,
    "Grants rights to a default service account",
    "Give the workload a service account of its own.")
{
    References = ["CIS Kubernetes 5.1.5", "NIST SP 800-190 3.3.2"],
})
{
    /// <inheritdoc/>
    protected override void Evaluate(RoleBinding binding, Subject subject, RuleContext context)
    {
        if (subject.IsServiceAccount && subject.Name.Is("default"))
            context.Report(subject.Name, $"{binding.Kind} '{binding.Name}' gives rights to the service account 'default', so to every pod of the namespace that names none.");
    }
}
