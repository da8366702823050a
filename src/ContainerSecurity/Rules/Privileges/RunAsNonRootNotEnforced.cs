using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>
/// CSEC2003: runAsNonRoot must be true at the pod or at every container, and nowhere false; an image names a user other
/// than root (PSS restricted, CIS Kubernetes 5.2.7, CIS Docker 4.1).
/// </summary>
internal sealed class RunAsNonRootNotEnforced() : Rule(new("CSEC2003", "run-as-non-root-not-enforced", Severity.High,
    "Running as root is not prevented",
    "Set 'securityContext.runAsNonRoot: true' on the pod; give an image a USER other than root.")
{
    IsHardenable = true,
    PodSecurity = PodSecurityLevel.Restricted,
    References = ["PSS restricted: Running as Non-root", "CIS Kubernetes 5.2.7", "NSA/CISA Kubernetes Hardening: Non-root containers", "NIST SP 800-190 3.4.3"],
}), IJudges<Workload>, IJudges<ImageUser>, ICelRule
{
    public void Judge(Workload workload, RuleContext context)
    {
        if (workload.HostUsers.Is(false) && context.Version.Minor >= 35)
            return;
        if (workload.Security.RunAsNonRoot.Is(false))
            context.ReportUnlessSaid(
                workload.Security.RunAsNonRoot,
                "The pod sets runAsNonRoot to false, so its containers may run as root. Allowed: true.",
                RunAsRootUser.Of(workload.Security.RunAsUser, context));
        foreach (Container container in workload.Containers)
        {
            Field<bool> own = container.Security.RunAsNonRoot;
            IEnumerable<StrongerFinding> root = RunAsRootUser.Of(container.Security.RunAsUser.Else(workload.Security.RunAsUser), context);
            if (own.Is(false))
                context.ReportUnlessSaid(own, $"{container} sets runAsNonRoot to false, so it may run as root. Allowed: true.", root, container: container);
            else if (own.IsMissing && workload.Security.RunAsNonRoot.IsMissing)
                context.ReportUnlessSaid(
                    own, $"{container} may run as root: neither it nor its pod sets runAsNonRoot. Allowed: true.", root, container: container);
        }
    }

    public void Judge(ImageUser image, RuleContext context)
    {
        if (image.User.IsMissing)
            context.Report(
                image,
                $"{image} names no user, so its containers run as root unless they are told otherwise. Allowed: a user other than root.");
        else if (image.Id == 0)
            context.ReportUnlessSaid(
                image,
                $"{image} names the user '{image.User}', so its containers run as root unless they are told otherwise. Allowed: a user other than root.",
                context.Beside("CSEC2004", image));
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Pod("!variables.podSecurity.?runAsNonRoot.orValue(true)")
        .AndContainers("!c.?securityContext.?runAsNonRoot.orValue(has(variables.podSecurity.runAsNonRoot))")
        .Unless(context.UserNamespaceExemption);
}
