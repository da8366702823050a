using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Rbac;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5016: nobody's own workloads and bindings live in the cluster's system namespaces (CIS Kubernetes 5.7.1).</summary>
public sealed class RbacWorkloadInSystemNamespace() : Rule<Resource>(new("CSEC5016", "rbac-workload-in-system-namespace", Severity.Medium,
    "Lives in a system namespace",
    "Move it to a namespace of its own, or waive the rule for what belongs to the cluster.")
{
    IsKubernetesOnly = true,
    References = ["CIS Kubernetes 5.7.1", "NIST SP 800-190 3.3.4"],
}), ICelRule
{
    internal override bool Judges(Resource resource) => base.Judges(resource) && resource is Workload or RoleBinding { IsClusterWide: false };

    /// <inheritdoc/>
    protected override void Evaluate(Resource resource, RuleContext context)
    {
        if (resource.Namespace.Is(n => n is "kube-system" or "kube-public") && resource is not KubernetesResource { IsStock: true })
            context.Report(resource.Namespace, $"{resource.Kind} '{resource.Name}' lives in {resource.Namespace} among the cluster's own components, whose rights and Secrets are within its reach. Allowed: another namespace.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Objects([.. AdmissionResources.Workloads, .. AdmissionResources.NamespacedRoleBindings], "object.metadata.?namespace.orValue('') in ['kube-system', 'kube-public']")
        .Unless($"object.kind == 'RoleBinding' && {CelGrants.IsStock}");
}
