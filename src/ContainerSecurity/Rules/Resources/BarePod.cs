using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Resources;

/// <summary>CSEC6013: pods are made by controllers.</summary>
public sealed class BarePod() : Rule<Workload>(new("CSEC6013", "bare-pod", Severity.Low,
    "Pod without a controller",
    "Let a Deployment, StatefulSet, DaemonSet or Job make the pod.")
{
    IsKubernetesOnly = true,
}), ICelRule
{
    /// <inheritdoc/>
    protected override void Evaluate(Workload resource, RuleContext context)
    {
        if (resource.IsPod && !resource.Metadata.IsMissing && resource.Metadata.Views("ownerReferences") is { Items.Count: 0, IsOpen: false } && resource.Annotations["kubernetes.io/config.mirror"].IsMissing)
            context.Report(resource, $"Pod '{resource.Name}' has no controller: nothing starts it again when its node fails.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Pod("object.metadata.?ownerReferences.orValue([]).size() == 0 && !object.metadata.?annotations[?'kubernetes.io/config.mirror'].hasValue()")
        .Of(AdmissionResources.Pods);
}
