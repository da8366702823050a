using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3004: volumes are not hostPath, PersistentVolumes neither (PSS baseline, CIS Kubernetes 5.2.11).</summary>
internal sealed class HostPathVolume() : HostPathRule(new("CSEC3004", "host-path-volume", Severity.Medium,
    "Mounts a folder of the host",
    "Use a persistent volume claim, a configMap or an emptyDir instead.")
{
    PodSecurity = PodSecurityLevel.Baseline,
    Parameters = [AllowedHostPath.Parameter],
    References = ["PSS baseline: HostPath Volumes", "CIS Kubernetes 5.2.11", "NIST SP 800-190 3.5.5"],
}), ICelRule
{
    protected override void Judge(Volume volume, Message who, RuleContext context)
    {
        if (IsHarmlessOnEngine(volume, context) || AllowedHostPath.Allows(volume, context))
            return;
        string path = volume.HostPath.IsKnown ? $"the host's '{volume.HostPath}'" : "a folder of the host";
        context.ReportUnlessSaid(
            volume.Source,
            $"{who} mounts {path}. Allowed: any volume that is not of the host{AllowedHostPath.Further(context)}.",
            OfNature(volume, context));
    }

    /// <summary>An engine's folders are those of the machine that it is told on, such as a project's own: of these the sensitive ones matter.</summary>
    private static bool IsHarmlessOnEngine(Volume volume, RuleContext context) =>
        context.Resource is Workload { Platform: not Platform.Kubernetes }
        && volume.HostPath.IsKnown
        && !HostFolder.GoesUp(volume.HostPath.Value)
        && !HostFolder.IsSensitive(volume.HostPath.Value)
        && !HostFolder.ReachesRuntimeSocket(volume.HostPath.Value);

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Each(CelItems.Volumes, CelText.Except("has(v.hostPath)", CelHostPaths.Allows(context, "v.hostPath.?path.orValue('')", "v.?name.orValue('')")))
        .With(CelHostPaths.AllowedLists(context))
        .Of(HostsInCel(context));
}
