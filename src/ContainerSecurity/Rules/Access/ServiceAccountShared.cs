using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Rbac;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5022: workloads that hold rights do not share one service account (NIST SP 800-190 3.3.4).</summary>
internal sealed class ServiceAccountShared() : Rule(new("CSEC5022", "service-account-shared", Severity.Low,
    "Shares a service account that holds rights",
    "Give each workload a service account of its own.")
{
    IsKubernetesOnly = true,
    IsOptional = true,
    ComparedKinds = ["RoleBinding", "ClusterRoleBinding"],
    ComparesWorkloads = true,
    FactFields = [],
    References = ["NIST SP 800-190 3.3.4"],
}), IJudges<Workload>
{
    public void Judge(Workload resource, RuleContext context)
    {
        if (resource.IsOwned || resource.Namespace.IsUnknown || !resource.ServiceAccountName.Is(n => n is not ("" or ServiceAccount.Default)))
            return;
        string account = resource.ServiceAccountName.Value;
        string? space = resource.Identity.Namespace;
        WorkloadSummary? other = context.Set.Workloads.FirstOrDefault(w =>
            w.ServiceAccount == account && !w.IsOwned && w.IsNamespaceKnown && ResourceSet.SameNamespace(w.Identity.Namespace, space) && w.Identity != resource.Identity);
        if (other is not null && Binding(context.Set, space, account) is { } binding)
            context.Report(resource.ServiceAccountName,
                $"{resource} shares the service account '{account}' with {other.Identity}, so each has the rights of the other ({binding.Identity}). Allowed: an account for each.");
    }

    private static RoleBinding? Binding(ResourceSet set, string? space, string account) =>
        set.OfKind("RoleBinding").Concat(set.OfKind("ClusterRoleBinding")).OfType<RoleBinding>().FirstOrDefault(b => b.Binds(space, account));
}
