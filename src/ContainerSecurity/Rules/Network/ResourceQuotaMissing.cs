using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7011: namespaces have a ResourceQuota and a LimitRange (NSA/CISA, NIST SP 800-190 3.3.4).</summary>
internal sealed class ResourceQuotaMissing() : Rule(new("CSEC7011", "resource-quota-missing", Severity.Low,
    "Namespace without a quota",
    "Add a ResourceQuota and a LimitRange to the namespace.")
{
    IsOptional = true,
    NeedsCompleteSet = true,
    ComparedKinds = ["ResourceQuota", "LimitRange"],
    FactFields = [],
    References = ["NSA/CISA Kubernetes Hardening: Resource policies", "NIST SP 800-190 3.3.4"],
}), IJudges<Namespace>
{
    private static readonly string[] Wanted = ["ResourceQuota", "LimitRange"];

    public void Judge(Namespace resource, RuleContext context)
    {
        if (!resource.Name.IsKnown || resource.IsSystem)
            return;
        string[] missing = Array.FindAll(Wanted, kind => !context.Set.InNamespace<KubernetesResource>(kind, resource.Name).Any());
        if (missing.Length > 0)
            context.Report(resource, $"{resource} has no {string.Join(" and no ", missing)}, so one tenant can take what all others need. Allowed: both.");
    }
}
