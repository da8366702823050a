using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Network;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7001: a NetworkPolicy selects every pod (CIS Kubernetes 5.3.2).</summary>
public sealed class NetworkPolicyMissing() : Rule<Workload>(new("CSEC7001", "network-policy-missing", Severity.Medium,
    "No network policy selects the pod",
    "Add a NetworkPolicy that denies everything in the namespace, and allow what is needed.")
{
    NeedsCompleteSet = true,
    SetKinds = ["NetworkPolicy", .. OtherPolicies],
    References = ["CIS Kubernetes 5.3.2", "NSA/CISA Kubernetes Hardening: Network separation and hardening", "NIST SP 800-190 3.3.3"],
})
{
    /// <summary>Policies of network plug-ins, whose selectors are languages of their own: a pod that one of them may select is not reported.</summary>
    private static readonly string[] OtherPolicies =
        ["CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy", "GlobalNetworkPolicy", "AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy"];

    /// <inheritdoc/>
    protected override void Evaluate(Workload resource, RuleContext context)
    {
        var labels = new LabelSet(resource.PodLabels);
        bool isSelected = context.Set.InNamespace<NetworkPolicy>("NetworkPolicy", resource.Namespace).Any(p => p.PodSelector.MayMatch(labels));
        if (!isSelected && !Array.Exists(OtherPolicies, kind => context.Set.InNamespace<KubernetesResource>(kind, resource.Namespace).Any()))
            context.Report(resource, $"No NetworkPolicy selects the pods of {resource.Kind} '{resource.Name}': every pod of the cluster may speak with them, and they with everyone.");
    }
}
