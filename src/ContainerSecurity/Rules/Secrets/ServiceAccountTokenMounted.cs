using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>CSEC4011: the token is mounted only where somebody said so elsewhere (CIS Kubernetes 5.1.6).</summary>
internal sealed class ServiceAccountTokenMounted() : Rule(new("CSEC4011", "service-account-token-mounted", Severity.Medium,
    "Service account token is mounted",
    "Set 'automountServiceAccountToken: false' on the pod or its service account.")
{
    IsHardenable = true,
    IsKubernetesOnly = true,
    ComparedKinds = [.. AccessFinding.ComparedKinds, "ServiceAccount"],
    FactFields = AccessFinding.FactFields,
    References = ["CIS Kubernetes 5.1.6", "NSA/CISA Kubernetes Hardening: Authentication and authorization", "NIST SP 800-190 3.3.2"],
}), IJudges<Workload>
{
    public void Judge(Workload resource, RuleContext context)
    {
        if (resource.AutomountServiceAccountToken.IsUnknown || resource.AutomountServiceAccountToken.Is(false) || resource.ServiceAccountName.IsUnknown)
            return;
        // Without a container there is no program that gets the token, and the API server refuses the pod.
        if (resource.AutomountServiceAccountToken.IsMissing && resource.Containers.Count == 0 && !resource.MayHoldMoreContainers)
            return;
        string? space = resource.Namespace.IsKnown ? resource.Namespace.Value : null;
        var account = context.Set.Find("ServiceAccount", space, resource.ServiceAccountName.Or(ServiceAccount.Default)) as ServiceAccount;
        if (resource.AutomountServiceAccountToken.IsMissing && account?.AutomountToken.IsNot(false) == false)
            return;
        if (IsGivenRights(resource, context.Set))
            return;
        context.Report(
            resource.AutomountServiceAccountToken,
            "The pod gets a token for the API server, which most programs never use and every intruder does. Allowed: automountServiceAccountToken: false.");
    }

    /// <summary>
    /// Whether a role is bound to an account of the workload's own, which has it for the token. What all accounts may, and
    /// the default one, says nothing of it.
    /// </summary>
    private static bool IsGivenRights(Workload workload, ResourceSet set) =>
        workload.ServiceAccountName.Or("") is { Length: > 0 } account && account != ServiceAccount.Default
        && !workload.Namespace.IsUnknown
        && set.Roles.BindingsOf(SubjectKey.OfServiceAccount(workload.Identity.Namespace, account)).Count > 0;
}
