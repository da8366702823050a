using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5029: no pod is given the token of a service account with dangerous rights without need (CIS Kubernetes 5.1.6).</summary>
internal sealed class WorkloadStrongServiceAccount() : Rule(new("CSEC5029", "workload-strong-service-account", Severity.High,
    "Mounts the token of a strong service account",
    "Give the account no more than it needs, or set 'automountServiceAccountToken: false'.")
{
    IsKubernetesOnly = true,
    ComparedKinds = [.. AccessFinding.ComparedKinds, "ServiceAccount"],
    FactFields = AccessFinding.FactFields,
    References = ["CIS Kubernetes 5.1.6", "NIST SP 800-190 3.3.2", "NIST SP 800-190 3.5.1"],
}), IJudges<Workload>
{
    public void Judge(Workload workload, RuleContext context)
    {
        if (workload.IsOwned || workload.Namespace.IsUnknown || workload.ServiceAccountName.IsUnknown || !MountsToken(workload, context.Set))
            return;
        string account = workload.ServiceAccountName.Or("") is { Length: > 0 } named ? named : ServiceAccount.Default;
        string key = SubjectKey.OfServiceAccount(workload.Identity.Namespace, account);
        foreach (RoleBinding binding in SubjectKey.WithGroups(key).SelectMany(context.Set.Roles.BindingsOf))
            if (DangerousRights.Of(binding, context.Set) is { } right)
            {
                context.Report(
                    workload.ServiceAccountName,
                    $"{workload} gets the token of the service account '{account}', which may {right.What} {GrantScope.Of(binding)} ({binding}, {right.RuleId}): "
                    + $"whoever takes the pod may too. Allowed: an account without such rights, or automountServiceAccountToken: false.");
                return;
            }
    }

    private static bool MountsToken(Workload workload, ResourceSet set)
    {
        if (!workload.AutomountServiceAccountToken.IsMissing)
            return workload.AutomountServiceAccountToken.Is(true);
        string account = workload.ServiceAccountName.Or("") is { Length: > 0 } named ? named : ServiceAccount.Default;
        return set.Find("ServiceAccount", workload.Identity.Namespace, account) is not ServiceAccount found
            || found.AutomountToken.IsMissing || found.AutomountToken.Is(true);
    }
}
