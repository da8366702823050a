using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Docker;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3009: volumes are no devices of the host; all of /dev is told by CSEC3005 (NIST SP 800-190 3.4.3).</summary>
internal sealed class HostDevice() : HostPathRule(new("CSEC3009", "host-device", Severity.High,
    "Hands a device of the host to a container",
    "Ask for the device through a device plugin, or for a disk through a persistent volume claim.")
{
    References = ["NIST SP 800-190 3.4.3"],
}), ICelRule
{
    protected override void Judge(Volume volume, Message who, RuleContext context)
    {
        if (volume.Source.Text("type").Is(t => t is "BlockDevice" or "CharDevice") || volume.HostPath.Is(HostFolder.IsDevice))
            context.Report(
                volume.HostPath,
                $"{who} mounts the host's device '{volume.HostPath}', past file permissions and namespaces. Allowed: "
                    + $"devices of a device plugin, disks of a claim.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Each(CelItems.HostPaths, $"h.type in ['BlockDevice', 'CharDevice'] || ({CelHostPaths.IsDevice})")
        .With(CelHostPaths.Lists)
        .Of(HostsInCel(context));

    /// <summary>A driver hands its devices over in its own way, which is told as low.</summary>
    protected override void JudgeRest(Workload workload, RuleContext context)
    {
        foreach (Volume device in workload.Volumes)
            if (device.SourceType.Is(HostMounts.Device) && !device.HostPath.Is(HostFolder.IsHarmless))
                context.Report(
                    device.HostPath,
                    $"{workload} gets {(device.HostPath.IsKnown ? $"the host's device '{device.HostPath}'" : "a device of the host")}, "
                        + $"past file permissions and namespaces. Allowed: devices of a device plugin, disks of a claim.");
        foreach (Field<string> rule in workload.DeviceRules.Items)
            if (rule.IsKnown)
                context.Report(
                    rule,
                    $"{workload} has the device rule '{rule}', which opens devices of the host past those that are handed over. Allowed: no rule.");
        foreach (DocumentNode request in workload.DeviceRequests)
            context.Report(
                Field<DocumentNode>.Known(request, request),
                $"{workload} asks a driver for devices of the host, such as GPUs, whose memory it may share with others. Allowed: on hosts made for it.",
                Severity.Low);
    }
}
