using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5016: nobody's own workloads and bindings live in the cluster's system namespaces (CIS Kubernetes 5.6.1).</summary>
internal sealed class RbacWorkloadInSystemNamespace() : Rule(new("CSEC5016", "rbac-workload-in-system-namespace", Severity.Medium,
    "Lives in a system namespace",
    "Move it to a namespace of its own, or waive the rule for what belongs to the cluster.")
{
    IsKubernetesOnly = true,
    References = ["CIS Kubernetes 5.6.1", "NIST SP 800-190 3.3.4"],
}), IJudges<Workload>, IJudges<RoleBinding>, ICelRule
{
    public void Judge(Workload workload, RuleContext context) => Report(workload, context);

    public void Judge(RoleBinding binding, RuleContext context)
    {
        if (!binding.IsClusterWide)
            Report(binding, context);
    }

    private static void Report(Resource resource, RuleContext context)
    {
        if (resource.Namespace.Is(n => n is "kube-system" or "kube-public") && resource is not KubernetesResource { IsStock: true })
            context.Report(
                resource.Namespace,
                $"{resource} lives in {resource.Namespace} among the cluster's own components, whose rights and "
                    + $"Secrets are within its reach. Allowed: another namespace.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Objects(
            [.. AdmissionResources.Workloads, .. AdmissionResources.NamespacedRoleBindings],
            "object.metadata.?namespace.orValue('') in ['kube-system', 'kube-public']")
        .Unless($"object.kind == 'RoleBinding' && {CelGrants.IsStock}");
}
