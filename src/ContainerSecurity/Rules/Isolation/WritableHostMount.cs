using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3016: mounts of host folders are read-only (NIST SP 800-190 3.5.5).</summary>
internal sealed class WritableHostMount() : Rule(new("CSEC3016", "writable-host-mount", Severity.Medium,
    "Host folder is mounted writable",
    "Set 'readOnly: true' on the mount.")
{
    IsHardenable = true,
    References = ["NIST SP 800-190 3.5.5"],
}), IJudges<Container>, ICelRule
{
    public void Judge(Container container, RuleContext context)
    {
        Workload workload = context.Within<Workload>();
        foreach (VolumeMount mount in container.Mounts)
            if (mount.ReadOnly.IsNot(true)
                && mount.Name.IsKnown
                && workload.Volumes.FirstOrDefault(v => v.Name.Is(mount.Name.Value)) is { } volume
                && volume.SourceType.Is("hostPath"))
                context.ReportUnlessSaid(
                    mount.ReadOnly,
                    $"{container} can write to the host's '{volume.HostPath}' through volume '{mount.Name}'. Allowed: readOnly: true.",
                    HostPathRule.OfNature(volume, context).Concat(context.Beside("CSEC3004", volume.Source)));
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Containers("c.?volumeMounts.orValue([]).exists(m, !m.?readOnly.orValue(false) && m.?name.orValue('') in variables.hostVolumes)")
        .With("hostVolumes", "variables.volumes.filter(v, has(v.hostPath)).map(v, v.?name.orValue(''))");
}
