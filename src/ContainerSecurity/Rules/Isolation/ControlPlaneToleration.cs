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
        (Field<string> At, Message Why)[] reasons = [.. Tolerated(resource), .. Selected(resource), .. Required(resource)];
        if (reasons.Length == 0)
            return;
        Message message = "The pod ";
        for (int i = 0; i < reasons.Length; i++)
            message = Message.Of($"{message}{(i == 0 ? Message.FromWords("") : Message.FromWords(" and "))}{reasons[i].Why}");
        context.Report(reasons[0].At, $"{message}, so it may run beside the control plane. Allowed: taints and labels of worker nodes.");
    }

    private static IEnumerable<(Field<string>, Message)> Tolerated(Workload workload)
    {
        foreach (Toleration toleration in workload.Tolerations)
            if (toleration.Key.Is(IsControlPlane))
                yield return (toleration.Key, Message.Of($"tolerates the taint {toleration.Key}"));
            else if (toleration.IsForEveryTaint && workload.Kind != "DaemonSet")
                yield return (toleration.Operator, "tolerates every taint (Exists without a key)");
    }

    private static IEnumerable<(Field<string>, Message)> Selected(Workload workload) =>
        from label in workload.NodeSelector.Entries
        where IsControlPlane(label.Key) && workload.NodeSelector[label.Key].IsNot("false")
        select (workload.NodeSelector[label.Key], Message.Of($"asks for {label.Key} in its nodeSelector"));

    private static IEnumerable<(Field<string>, Message)> Required(Workload workload) =>
        from required in workload.NodeRequirements
        where required.Key.Is(IsControlPlane) && required.Operator.Is(o => o is "Exists" or "In")
        select (required.Key, Message.Of($"asks for {required.Key} in its node affinity"));

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
