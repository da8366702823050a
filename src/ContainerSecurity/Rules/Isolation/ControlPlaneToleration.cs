using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3018: workloads outside the system's namespaces neither tolerate nor select control-plane nodes (NIST SP 800-190 3.3.5).</summary>
internal sealed class ControlPlaneToleration() : Rule(new("CSEC3018", "control-plane-toleration", Severity.Medium,
    "May run on control-plane nodes",
    "Remove the toleration or the node selection, so that the pod runs on worker nodes.")
{
    IsKubernetesOnly = true,
    References = ["NIST SP 800-190 3.3.5"],
}), IJudges<Workload>, ICelRule
{
    private static readonly string[] ControlPlane = ["node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"];

    public void Judge(Workload resource, RuleContext context)
    {
        if (resource.Namespace.IsUnknown || resource.Namespace.Is(n => n.StartsWith("kube-", StringComparison.Ordinal)))
            return;
        foreach (Toleration toleration in resource.Tolerations)
            if (toleration.Key.Is(IsControlPlane))
                context.Report(
                    toleration.Key,
                    $"The pod tolerates the taint {toleration.Key} and so may run beside the control plane. Allowed: taints of worker nodes.");
            else if (toleration.IsForEveryTaint && resource.Kind != "DaemonSet")
                context.Report(
                    toleration.Operator,
                    "The pod tolerates every taint (Exists without a key) and so may run beside the control plane. Allowed: taints of worker nodes, by key.");
        foreach (MappingEntry label in resource.NodeSelector.Entries)
            if (IsControlPlane(label.Key) && resource.NodeSelector[label.Key].IsNot("false"))
                context.Report(
                    resource.NodeSelector[label.Key],
                    $"The pod's nodeSelector asks for {label.Key}, nodes of the control plane. Allowed: labels of worker nodes.");
        foreach (NodeRequirement required in resource.NodeRequirements)
            if (required.Key.Is(IsControlPlane) && required.Operator.Is(o => o is "Exists" or "In"))
                context.Report(required.Key, $"The pod's node affinity asks for {required.Key}, nodes of the control plane. Allowed: labels of worker nodes.");
    }

    private static bool IsControlPlane(string key) => Array.IndexOf(ControlPlane, key) >= 0;

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Pod("""
            variables.podSpec.?tolerations.orValue([]).exists(t, t.?key.orValue('') in variables.controlPlaneTaints ||
              (object.kind != 'DaemonSet' && t.?key.orValue('') == '' && t.?operator.orValue('') == 'Exists' && t.?effect.orValue('') in ['', 'NoSchedule'])) ||
            variables.podSpec.?nodeSelector.orValue({}).exists(k, k in variables.controlPlaneTaints && variables.podSpec.nodeSelector[k] != 'false') ||
            variables.podSpec.?affinity.?nodeAffinity.?requiredDuringSchedulingIgnoredDuringExecution.?nodeSelectorTerms.orValue([])
              .exists(n, n.?matchExpressions.orValue([]).exists(e, e.?key.orValue('') in variables.controlPlaneTaints && e.?operator.orValue('') in ['Exists', 'In']))
            """)
        .With("controlPlaneTaints", ControlPlane)
        .Unless("object.metadata.?namespace.orValue('').startsWith('kube-')");
}
