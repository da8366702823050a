using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Access;

/// <summary>
/// CSEC5012: no binding names system:anonymous, system:unauthenticated or system:authenticated, but those by which
/// Kubernetes shows that it is there.
/// </summary>
internal sealed class RbacAnonymousSubject() : Rule(new("CSEC5012", "rbac-anonymous-subject", Severity.Critical,
    "Grants rights to everyone",
    "Bind the role to the people or accounts that need it.")
{
    References = ["NIST SP 800-190 3.3.2"],
}), IJudges<Subject>, ICelRule
{
    private static readonly string[] HarmlessToAnyone = ["system:public-info-viewer", "kubeadm:bootstrap-signer-clusterinfo"];
    private static readonly string[] HarmlessToUsers = [.. HarmlessToAnyone, "system:discovery", "system:basic-user"];

    public void Judge(Subject subject, RuleContext context)
    {
        RoleBinding binding = context.Within<RoleBinding>();
        if (subject.IsServiceAccount)
            return;
        if (subject.Name.Is(n => n is "system:anonymous" or "system:unauthenticated") && GivesMoreThan(HarmlessToAnyone, binding))
            context.Report(
                subject.Name,
                $"{binding} gives {binding.RoleName} to {subject.Name}: to anyone who reaches the API server, without "
                    + $"a login. Allowed: {string.Join(", ", HarmlessToAnyone)}.");
        else if (subject.Name.Is("system:authenticated") && GivesMoreThan(HarmlessToUsers, binding))
            context.Report(
                subject.Name,
                $"{binding} gives {binding.RoleName} to system:authenticated: to every user and every service "
                    + $"account. Allowed: {string.Join(", ", HarmlessToUsers)}.",
                Severity.High);
    }

    private static bool GivesMoreThan(string[] harmless, RoleBinding binding) => binding.RoleName.Is(n => Array.IndexOf(harmless, n) < 0);

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Each(CelItems.Subjects, """
            s.?kind.orValue('') != 'ServiceAccount' && has(object.roleRef.name) &&
            ((s.?name.orValue('') in ['system:anonymous', 'system:unauthenticated'] && !(object.roleRef.name in variables.harmlessToAnyone)) ||
            (s.?name.orValue('') == 'system:authenticated' && !(object.roleRef.name in variables.harmlessToUsers)))
            """)
        .With("harmlessToAnyone", HarmlessToAnyone)
        .With("harmlessToUsers", HarmlessToUsers)
        .Of(AdmissionResources.RoleBindings);
}
