using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7003: workloads run in namespaces of their own (CIS Kubernetes 5.6.4).</summary>
internal sealed class DefaultNamespace() : Rule(new("CSEC7003", "default-namespace", Severity.Low,
    "Runs in the default namespace",
    "Give the workload a namespace of its own.")
{
    IsKubernetesOnly = true,
    References = ["CIS Kubernetes 5.6.4", "NIST SP 800-190 3.3.4"],
}), IJudges<Workload>, ICelRule
{
    public void Judge(Workload resource, RuleContext context)
    {
        if (resource.Namespace.Is("default") || (resource.Namespace.Or("").Length == 0 && !resource.Namespace.IsUnknown && !IsClusterScoped(resource)))
            context.Report(
                resource.Namespace,
                $"{resource} runs in the namespace 'default', where nothing separates it from others. Allowed: any other namespace.");
    }

    /// <summary>Kinds of Kubernetes that carry pods have namespaces; of other kinds the name tells, by custom.</summary>
    private static bool IsClusterScoped(Workload resource) => resource.Kind.StartsWith("Cluster", StringComparison.Ordinal);

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Pod("object.metadata.?namespace.orValue('') in ['', 'default']");
}
