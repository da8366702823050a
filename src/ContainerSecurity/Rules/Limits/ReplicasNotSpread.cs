using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6021: replicas run on different nodes, by anti-affinity or by topology spread.</summary>
internal sealed class ReplicasNotSpread() : Rule(new("CSEC6021", "replicas-not-spread", Severity.Low,
    "Replicas may all run on one node",
    "Add 'topologySpreadConstraints' or a 'podAntiAffinity' whose selector picks the pods themselves.")
{
    IsKubernetesOnly = true,
    IsOptional = true,
}), IJudges<Workload>
{
    private static readonly string[] Terms = ["requiredDuringSchedulingIgnoredDuringExecution", "preferredDuringSchedulingIgnoredDuringExecution"];

    public void Judge(Workload workload, RuleContext context)
    {
        if (workload.IsOwned
            || workload.Kind is not ("Deployment" or "StatefulSet" or "ReplicaSet" or "ReplicationController" or "DeploymentConfig")
            || !workload.Replicas.Is(r => r > 1))
            return;
        var labels = new LabelSet(workload.PodLabels);
        NodeView antiAffinity = workload.Pod["affinity"]["podAntiAffinity"];
        if (!MayPick(workload.Pod.Views("topologySpreadConstraints"), labels, workload.Namespace)
            && !Array.Exists(Terms, t => MayPick(antiAffinity.Views(t), labels, workload.Namespace)))
            context.Report(
                workload.Replicas,
                $"{workload} has replicas: {workload.Replicas}, and nothing keeps them from one node, which takes them all with it when it fails. "
                    + $"Allowed: topology spread constraints or a pod anti-affinity that pick these pods.");
    }

    private static bool MayPick(FieldList<NodeView> terms, LabelSet labels, Field<string> @namespace) =>
        terms.IsOpen || terms.Items.Any(t => MayPick(t.Value["podAffinityTerm"] is { IsMissing: false } weighted ? weighted : t.Value, labels, @namespace));

    /// <summary>A term without a selector picks no pod; one that names no namespaces is about the pod's own.</summary>
    private static bool MayPick(NodeView term, LabelSet labels, Field<string> @namespace)
    {
        var selector = new LabelSelector(term["labelSelector"]);
        FieldList<string> namespaces = term.TextList("namespaces");
        return !selector.IsMissing && selector.MayMatch(labels)
            && (namespaces.IsOpen || namespaces.Items.Count == 0 || !term["namespaceSelector"].IsMissing
                || namespaces.Items.Any(n => ResourceSet.MaySameNamespace(n, @namespace)));
    }
}
