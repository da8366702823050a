using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6013: pods are made by controllers.</summary>
internal sealed class BarePod() : Rule(new("CSEC6013", "bare-pod", Severity.Low,
    "Pod without a controller",
    "Let a Deployment, StatefulSet, DaemonSet or Job make the pod.")
{
    IsKubernetesOnly = true,
}), IJudges<Workload>, ICelRule
{
    public void Judge(Workload resource, RuleContext context)
    {
        if (resource.IsPod
            && !resource.Metadata.IsMissing
            && resource.Metadata.Views("ownerReferences") is { Items.Count: 0, IsOpen: false }
            && resource.Annotations["kubernetes.io/config.mirror"].IsMissing)
            context.Report(resource, $"{resource} has no controller: nothing starts it again when its node fails.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Pod("object.metadata.?ownerReferences.orValue([]).size() == 0 && !object.metadata.?annotations[?'kubernetes.io/config.mirror'].hasValue()")
        .Of(AdmissionResources.Pods);
}
