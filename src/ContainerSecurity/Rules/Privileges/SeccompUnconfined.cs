using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Docker;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2009: seccomp must not be Unconfined at the pod or any container (PSS baseline, CIS Kubernetes 5.6.2).</summary>
internal sealed class SeccompUnconfined() : Rule(new("CSEC2009", "seccomp-unconfined", Severity.High,
    "Seccomp is switched off",
    "Set 'seccompProfile.type: RuntimeDefault', or Localhost with a profile.")
{
    IsHardenable = true,
    PodSecurity = PodSecurityLevel.Baseline,
    References = ["PSS baseline: Seccomp", "CIS Kubernetes 5.6.2", "CIS Docker 2.17", "CIS Docker 5.22", "NSA/CISA Kubernetes Hardening: Pod security",
        "NIST SP 800-190 3.4.3"],
}), IJudges<Workload>, IJudges<DockerDaemon>, ICelRule
{
    public void Judge(Workload resource, RuleContext context)
    {
        if (context.Level == PodSecurityLevel.Restricted && context.Version.Minor >= 25 && resource.IsWindows)
            return;
        if (context.Version.Minor < 19)
        {
            SeccompAnnotations.Judge(resource, context);
            return;
        }
        if (IsBad(resource.Security.SeccompType))
            context.Report(
                resource.Security.SeccompType,
                $"The pod sets the seccomp profile {resource.Security.SeccompType}. Allowed: RuntimeDefault, Localhost.");
        foreach (Container container in resource.Containers)
            if (IsBad(container.Security.SeccompType))
                context.ReportUnlessSaid(
                    container.Security.SeccompType,
                    $"{container} sets the seccomp profile {container.Security.SeccompType}. Allowed: RuntimeDefault, Localhost.",
                    PrivilegedContainer.Of(container, context),
                    container: container);
    }

    public void Judge(DockerDaemon daemon, RuleContext context)
    {
        Field<string> profile = daemon.SeccompProfile;
        if (!daemon.IsWindows && (profile.IsMissing || profile.Is("unconfined")))
            context.Report(profile, $"{daemon} gives containers no seccomp profile. Allowed: the engine's own, or one of yours.");
    }

    private static bool IsBad(Field<string> type)
    {
        return type.IsKnown && type.Value is not ("RuntimeDefault" or "Localhost");
    }

    CelCheck ICelRule.InCel(CelContext context)
    {
        CelCheck check = context.Version.Minor < 19
            ? CelCheck.Pod(SeccompAnnotations.ViolationInCel).JudgingAnnotations(SeccompAnnotations.IsMeantInCel)
            : CelCheck.Pod(IsBadInCel("variables.podSecurity")).AndContainers(IsBadInCel("c.?securityContext"));
        return check.Unless(context.RestrictedWindowsExemption);
    }

    private static string IsBadInCel(string settings) => $"!({settings}.?seccompProfile.?type.orValue('Localhost') in ['RuntimeDefault', 'Localhost'])";
}
