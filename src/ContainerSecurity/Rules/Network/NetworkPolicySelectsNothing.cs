using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Network;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7018: network policies select pods that exist; one that selects none looks like protection and is none.</summary>
internal sealed class NetworkPolicySelectsNothing() : Rule(new("CSEC7018", "network-policy-selects-nothing", Severity.Low,
    "Network policy selects no pod",
    "Correct the labels of 'podSelector', or remove the policy.")
{
    NeedsCompleteSet = true,
    ComparedKinds = ["NetworkPolicy"],
    ComparesWorkloads = true,
    FactFields = [],
    References = ["NIST SP 800-190 3.3.3"],
}), IJudges<NetworkPolicy>
{
    public void Judge(NetworkPolicy resource, RuleContext context)
    {
        LabelSelector selector = resource.PodSelector;
        if (!selector.IsEmpty && !resource.Namespace.IsUnknown && !context.Set.Workloads.Any(w => MayMatch(selector, w, resource)))
            context.Report(
                selector,
                $"{resource} selects {Counted.NoneOf(context.Set.Workloads.Count, "workload")} here. Allowed: labels of a pod in its namespace.");
    }

    private static bool MayMatch(LabelSelector selector, WorkloadSummary workload, NetworkPolicy policy) =>
        (!workload.IsNamespaceKnown || ResourceSet.SameNamespace(workload.Identity.Namespace, policy.Identity.Namespace))
            && selector.MayMatch(workload.PodLabels);
}
