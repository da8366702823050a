using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2003: runAsNonRoot must be true at the pod or at every container, and nowhere false (PSS restricted, CIS Kubernetes 5.2.7).</summary>
public sealed class RunAsNonRootNotEnforced() : Rule<Workload>(new("CSEC2003", "run-as-non-root-not-enforced", Severity.High,
    "Running as root is not prevented",
    "Set 'securityContext.runAsNonRoot: true' on the pod.")
{
    PodSecurity = PodSecurityLevel.Restricted,
    References = ["PSS restricted: Running as Non-root", "CIS Kubernetes 5.2.7", "NSA/CISA Kubernetes Hardening: Non-root containers", "NIST SP 800-190 3.4.3"],
}), ICelRule
{
    /// <inheritdoc/>
    protected override void Evaluate(Workload resource, RuleContext context)
    {
        if (resource.HostUsers.Is(false) && context.Version.Minor >= 35)
            return;
        if (resource.Security.RunAsNonRoot.Is(false))
            context.Report(resource.Security.RunAsNonRoot, "The pod sets runAsNonRoot to false, so its containers may run as root. Allowed: true.");
        foreach (Container container in resource.Containers)
        {
            Field<bool> own = container.Security.RunAsNonRoot;
            if (own.Is(false))
                context.Report(own, $"Container '{container.Name}' sets runAsNonRoot to false, so it may run as root. Allowed: true.", container: container);
            else if (own.IsMissing && resource.Security.RunAsNonRoot.IsMissing)
                context.Report(own, $"Container '{container.Name}' may run as root: neither it nor its pod sets runAsNonRoot. Allowed: true.", container: container);
        }
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Pod("!variables.podSecurity.?runAsNonRoot.orValue(true)")
        .AndContainers("!c.?securityContext.?runAsNonRoot.orValue(has(variables.podSecurity.runAsNonRoot))")
        .Unless(context.UserNamespaceExemption);
}
