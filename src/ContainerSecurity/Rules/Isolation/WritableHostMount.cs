using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3016: mounts of host folders are read-only (NIST SP 800-190 3.5.5).</summary>
internal sealed class WritableHostMount() : Rule(new("CSEC3016", "writable-host-mount", Severity.Medium,
    "Host folder is mounted writable",
    "Set 'readOnly: true' on the mount.")
{
    IsHardenable = true,
    Parameters = [AllowedHostPath.Parameter],
    References = ["NIST SP 800-190 3.5.5"],
}), IJudges<Container>, ICelRule
{
    public void Judge(Container container, RuleContext context)
    {
        Workload workload = context.Within<Workload>();
        foreach (VolumeMount mount in container.Mounts)
            if (mount.ReadOnly.IsNot(true)
                && mount.Name.IsKnown
                && workload.Volumes.FirstOrDefault(v => v.Name.Is(mount.Name.Value) && IsWithheld(v, context) && !IsOfProject(v, workload)) is { } volume)
                context.ReportUnlessSaid(
                    mount.ReadOnly,
                    $"{container} can write to the host's '{volume.HostPath}' through volume '{mount.Name}'. "
                        + $"Allowed: readOnly: true{AllowedHostPath.Further(context)}.",
                    HostPathRule.OfNature(volume, context).Concat(context.Beside("CSEC3004", volume.Source)));
    }

    private static bool IsWithheld(Volume volume, RuleContext context) =>
        volume.SourceType.Is("hostPath") && !AllowedHostPath.AllowsWriting(volume, context);

    /// <summary>Whether a folder is one of the project that an engine is told from, as <c>./data</c> is.</summary>
    private static bool IsOfProject(Volume volume, Workload workload) =>
        workload.Platform != Platform.Kubernetes
        && volume.HostPath.IsKnown
        && volume.HostPath.Value.StartsWith("./", StringComparison.Ordinal)
        && !HostFolder.GoesUp(volume.HostPath.Value);

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Containers("c.?volumeMounts.orValue([]).exists(m, !m.?readOnly.orValue(false) && m.?name.orValue('') in variables.hostVolumes)")
        .With(CelHostPaths.AllowedLists(context))
        .With("hostVolumes",
            $"variables.volumes.filter(v, {CelText.Except("has(v.hostPath)", CelHostPaths.AllowsWriting(context, "v.hostPath.?path.orValue('')"))}).map(v, v.?name.orValue(''))");
}
