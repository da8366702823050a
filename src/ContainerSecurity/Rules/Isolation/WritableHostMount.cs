using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3016: mounts of host folders are read-only (NIST SP 800-190 3.5.5).</summary>
public sealed class WritableHostMount() : ContainerRule(new("CSEC3016", "writable-host-mount", Severity.Medium,
    "Host folder is mounted writable",
    "Set 'readOnly: true' on the mount.")
{
    References = ["NIST SP 800-190 3.5.5"],
})
{
    /// <inheritdoc/>
    protected override void Evaluate(Container container, Workload workload, RuleContext context)
    {
        foreach (VolumeMount mount in container.Mounts)
            if (mount.ReadOnly.IsNot(true) && mount.Name.IsKnown && workload.Volumes.FirstOrDefault(v => v.Name.Is(mount.Name.Value)) is { } volume && volume.SourceType.Is("hostPath"))
                context.Report(mount.ReadOnly, $"Container '{container.Name}' can write to the host's '{volume.HostPath}' through volume '{mount.Name}'. Allowed: readOnly: true.");
    }
}
