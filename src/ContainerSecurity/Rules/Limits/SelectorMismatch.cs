using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6029: a controller selects the pods that it makes.</summary>
internal sealed class SelectorMismatch() : Rule(new("CSEC6029", "selector-mismatch", Severity.Low,
    "Selector does not pick the controller's own pods",
    "Give the template the labels that the selector asks for.")
{
    IsKubernetesOnly = true,
}), IJudges<Workload>
{
    public void Judge(Workload workload, RuleContext context)
    {
        NodeView selector = workload.Root["spec"]["selector"];
        var labels = new LabelSet(workload.PodLabels);
        bool mayPick = workload.Kind switch
        {
            "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" => new LabelSelector(selector).MayMatch(labels),
            "ReplicationController" or "DeploymentConfig" => MayPick(workload.Root["spec"].Map("selector"), labels),
            _ => true,
        };
        if (!mayPick)
            context.Report(
                selector,
                $"{workload} has a selector that does not pick the pods of its own template, so the API server refuses it. Allowed: labels of the template.");
    }

    private static bool MayPick(FieldMap selector, LabelSet labels) => selector.Entries.All(e =>
        selector[e.Key] is { IsKnown: true } value ? labels.MayBe(e.Key, value.Value) : labels.MayHave(e.Key));
}
