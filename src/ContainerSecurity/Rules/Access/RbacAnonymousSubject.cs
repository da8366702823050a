using ContainerSecurity.Resources.Rbac;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5012: no binding names system:anonymous, system:unauthenticated or system:authenticated.</summary>
public sealed class RbacAnonymousSubject() : SubjectRule(new("CSEC5012", "rbac-anonymous-subject", Severity.Critical,
    "Grants rights to everyone",
    "Bind the role to the people or accounts that need it.")
{
    References = ["NIST SP 800-190 3.3.2"],
})
{
    /// <inheritdoc/>
    protected override void Evaluate(RoleBinding binding, Subject subject, RuleContext context)
    {
        if (subject.Name.Is(n => n is "system:anonymous" or "system:unauthenticated"))
            context.Report(subject.Name, $"{binding.Kind} '{binding.Name}' gives rights to {subject.Name}: to anyone who reaches the API server, without a login.");
        else if (subject.Name.Is("system:authenticated"))
            context.Report(subject.Name, $"{binding.Kind} '{binding.Name}' gives rights to system:authenticated: to every user and every service account.", Severity.High);
    }
}
