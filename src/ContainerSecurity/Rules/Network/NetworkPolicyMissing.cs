using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Network;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7001: a NetworkPolicy selects every pod (CIS Kubernetes 5.3.2).</summary>
internal sealed class NetworkPolicyMissing() : Rule(new("CSEC7001", "network-policy-missing", Severity.Medium,
    "No network policy selects the pod",
    "Add a NetworkPolicy that denies everything in the namespace, and allow what is needed.")
{
    IsKubernetesOnly = true,
    NeedsCompleteSet = true,
    ComparedKinds = Policies,
    FactFields = [],
    References = ["CIS Kubernetes 5.3.2", "NSA/CISA Kubernetes Hardening: Network separation and hardening", "NIST SP 800-190 3.3.3"],
}), IJudges<Workload>
{
    /// <summary>Network plug-ins have policies too, some of the same kind in a group of their own.</summary>
    private static readonly string[] Policies =
        [
            "NetworkPolicy", "CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy", "GlobalNetworkPolicy",
            "AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy"
        ];

    public void Judge(Workload resource, RuleContext context)
    {
        if (resource.HostNetwork.Or(true) && !resource.HostNetwork.IsMissing)
            return;
        var labels = new LabelSet(resource.PodLabels);
        if (!Array.Exists(Policies, kind => context.Set.OfKind(kind).Any(p => MaySelect(p, resource, labels))))
            context.Report(
                resource,
                $"No NetworkPolicy selects the pods of {resource}: every pod of the cluster may speak with them, and "
                    + $"they with everyone. Allowed: a policy of the namespace whose podSelector picks them.");
    }

    /// <summary>
    /// The selectors of plug-ins are languages of their own, and may pick any pod; what has no namespace among them is
    /// for the whole cluster.
    /// </summary>
    private static bool MaySelect(KubernetesResource policy, Workload workload, LabelSet labels) => policy is NetworkPolicy ours
        ? ResourceSet.MaySameNamespace(ours.Namespace, workload.Namespace) && ours.PodSelector.MayMatch(labels)
        : policy.Namespace.IsMissing || ResourceSet.MaySameNamespace(policy.Namespace, workload.Namespace);
}
