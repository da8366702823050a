using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Network;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7026: a Service selects pods that exist.</summary>
internal sealed class ServiceSelectsNothing() : Rule(new("CSEC7026", "service-selects-nothing", Severity.Low,
    "Service selects no pod",
    "Correct the labels of 'selector', or remove the Service.")
{
    NeedsCompleteSet = true,
    ComparedKinds = ["Service"],
    ComparesWorkloads = true,
    FactFields = ["spec.type", "spec.selector"],
}), IJudges<Service>
{
    /// <summary>Labels that controllers give their pods, which no template has.</summary>
    private static readonly string[] OfControllers =
    [
        "statefulset.kubernetes.io/pod-name", "apps.kubernetes.io/pod-index", "pod-template-hash", "controller-revision-hash",
        "job-name", "controller-uid", "batch.kubernetes.io/job-name", "batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-completion-index",
        "deployment", "deploymentconfig",
    ];

    public void Judge(Service service, RuleContext context)
    {
        if (service.Selector.Entries.Count > 0 && !service.Namespace.IsUnknown && service.Type.IsNot("ExternalName")
            && !context.Set.Workloads.Any(w => MaySelect(service, w)))
            context.Report(
                service.Selector,
                $"{service} selects {Counted.NoneOf(context.Set.Workloads.Count, "workload")} here, so nobody answers. "
                    + $"Allowed: labels of a pod in its namespace.");
    }

    private static bool MaySelect(Service service, WorkloadSummary workload) =>
        (!workload.IsNamespaceKnown || ResourceSet.SameNamespace(workload.Identity.Namespace, service.Identity.Namespace))
        && service.Selector.Entries.All(e => Array.IndexOf(OfControllers, e.Key) >= 0 || MayHave(workload.PodLabels, e.Key, service.Selector[e.Key]));

    private static bool MayHave(LabelSet labels, string key, Field<string> value) => value.IsKnown ? labels.MayBe(key, value.Value) : labels.MayHave(key);
}
