using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3005: host mounts stay away from the folders that run the node (NIST SP 800-190 3.5.5).</summary>
public sealed class SensitiveHostPath() : Rule<Workload>(new("CSEC3005", "sensitive-host-path", Severity.Critical,
    "Mounts a folder of the host that matters",
    "Mount the one folder the program needs, read-only, or none.")
{
    References = ["NIST SP 800-190 3.5.5"],
})
{
    /// <inheritdoc/>
    protected override void Evaluate(Workload resource, RuleContext context)
    {
        foreach (Volume volume in resource.Volumes)
            if (volume.HostPath.Is(HostFolder.IsSensitive) && !HostFolder.ReachesRuntimeSocket(volume.HostPath.Value))
                context.Report(volume.HostPath, $"Volume '{volume.Name}' is the host's folder '{volume.HostPath}', which holds what runs the node, its secrets or its logs.");
    }
}
