using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>
/// CSEC3005: host mounts stay away from the folders that run the node or hold its credentials; runtime sockets are told
/// by CSEC3006, devices by CSEC3009 (NIST SP 800-190 3.5.5).
/// </summary>
internal sealed class SensitiveHostPath() : HostPathRule(new("CSEC3005", "sensitive-host-path", Severity.Critical,
    "Mounts a folder of the host that matters",
    "Mount the one folder the program needs, read-only, or none.")
{
    Parameters = [AllowedHostPath.Parameter],
    References = ["NIST SP 800-190 3.1.4", "NIST SP 800-190 3.5.5"],
}), ICelRule
{
    protected override void Judge(Volume volume, Message who, RuleContext context)
    {
        if (volume.HostPath.Is(p => HostFolder.IsSensitive(p) && !HostFolder.ReachesRuntimeSocket(p) && !HostFolder.IsDevice(p))
            && !AllowedHostPath.Allows(volume, context))
            context.Report(
                volume.HostPath,
                $"{who} mounts the host's '{volume.HostPath}', which holds what runs the node, its secrets or its logs. "
                    + $"Allowed: a folder made for the program, such as /srv/data{AllowedHostPath.Further(context)}.",
                volume.HostPath.Is(HostFolder.IsLesser) && IsOnlyRead(volume, context.Resource) ? Severity.Medium : null);
    }

    /// <summary>Whether every mount of a volume is read-only. Whoever mounts a PersistentVolume is not known.</summary>
    private static bool IsOnlyRead(Volume volume, Resource resource) =>
        resource is Workload workload && workload.Containers.SelectMany(c => c.Mounts).All(m => m.ReadOnly.Is(true) || IsOfAnother(m, volume));

    private static bool IsOfAnother(VolumeMount mount, Volume volume) =>
        mount.Name.IsKnown && volume.Name.IsKnown && mount.Name.Value != volume.Name.Value;

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Each(
            CelItems.HostPaths,
            CelText.Except(
                $"{CelHostPaths.IsSensitive} && !({CelHostPaths.ReachesRuntimeSocket}) && !({CelHostPaths.IsDevice})",
                CelHostPaths.Allows(context, "h.text", "h.name")))
        .With(CelHostPaths.Lists)
        .With(CelHostPaths.AllowedLists(context))
        .Of(HostsInCel(context));
}
