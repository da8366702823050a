using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3004: volumes are not hostPath, PersistentVolumes neither (PSS baseline, CIS Kubernetes 5.2.12).</summary>
internal sealed class HostPathVolume() : HostPathRule(new("CSEC3004", "host-path-volume", Severity.Medium,
    "Mounts a folder of the host",
    "Use a persistent volume claim, a configMap or an emptyDir instead.")
{
    PodSecurity = PodSecurityLevel.Baseline,
    References = ["PSS baseline: HostPath Volumes", "CIS Kubernetes 5.2.12", "NIST SP 800-190 3.5.5"],
}), ICelRule
{
    protected override void Judge(Volume volume, Message who, RuleContext context)
    {
        string path = volume.HostPath.IsKnown ? $"the host's '{volume.HostPath}'" : "a folder of the host";
        context.ReportUnlessSaid(volume.Source, $"{who} is {path}. Allowed: any volume that is not of the host.", OfNature(volume, context));
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Each(CelItems.Volumes, "has(v.hostPath)")
        .Of(HostsInCel(context));
}
