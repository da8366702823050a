using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2004: runAsUser must not be 0 at the pod or any container, nor the user of an image root (PSS restricted, CIS Docker 4.1).</summary>
internal sealed class RunAsRootUser() : Rule(new("CSEC2004", "run-as-root-user", Severity.High,
    "Runs as user 0",
    "Give 'runAsUser' a user ID above 0, or remove it and let the image name a user.")
{
    PodSecurity = PodSecurityLevel.Restricted,
    Since = new(23),
    References =
    [
        "PSS restricted: Running as Non-root user",
        "CIS Kubernetes 5.2.7",
        "NSA/CISA Kubernetes Hardening: Non-root containers",
        "NIST SP 800-190 3.4.3"
    ],
}), IJudges<Workload>, IJudges<ImageUser>, ICelRule
{
    /// <summary>The rule's finding about the user that a container runs as; none where that is not user 0.</summary>
    internal static IEnumerable<StrongerFinding> Of(Field<long> user, RuleContext context) => user.Is(0) ? context.Beside("CSEC2004", user) : [];

    public void Judge(Workload workload, RuleContext context)
    {
        if (workload.HostUsers.Is(false) && context.Version.Minor >= 35)
            return;
        if (workload.Security.RunAsUser.Is(0))
            context.Report(workload.Security.RunAsUser, "The pod sets runAsUser to 0, which is root. Allowed: any other user.");
        foreach (Container container in workload.Containers)
            if (container.Security.RunAsUser.Is(0))
                context.Report(container.Security.RunAsUser, $"{container} sets runAsUser to 0, which is root. Allowed: any other user.", container: container);
    }

    public void Judge(ImageUser image, RuleContext context)
    {
        if (image.Id == 0)
            context.Report(image, $"{image}'s containers run as the user '{image.User}', which is root. Allowed: any other user.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Pod("variables.podSecurity.?runAsUser.orValue(1) == 0")
        .AndContainers("c.?securityContext.?runAsUser.orValue(1) == 0")
        .Unless(context.UserNamespaceExemption);
}
