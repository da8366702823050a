using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>
/// CSEC3021: the engine stores containers by a driver that is kept up, of the size that was meant (CIS Docker 2.6,
/// 2.11).
/// </summary>
internal sealed class DaemonStorageDriver() : Rule(new("CSEC3021", "daemon-storage-driver", Severity.Medium,
    "Storage driver that nobody keeps up",
    "Use the storage driver overlay2 without options of another.")
{
    References = ["CIS Docker 2.6", "CIS Docker 2.11", "NIST SP 800-190 3.5.2"],
}), IJudges<DockerDaemon>
{
    private const string BaseSize = "dm.basesize";

    private static readonly string[] Retired = ["aufs", "devicemapper", "overlay"];

    public void Judge(DockerDaemon daemon, RuleContext context)
    {
        if (daemon.StorageDriver.Is(d => Retired.Contains(d)))
            context.Report(
                daemon.StorageDriver,
                $"{daemon} stores containers by the driver '{daemon.StorageDriver}', which is given up and gets no more fixes. Allowed: overlay2, btrfs, zfs, fuse-overlayfs.");
        foreach (Field<string> option in daemon.Settings.TextList("storage-opts").Items)
            if (option.Is(o => o.Trim().StartsWith(BaseSize, StringComparison.Ordinal)))
                context.Report(
                    option,
                    $"{daemon} sets the base size of containers by '{option}', past which one fills the others' disk. Allowed: no value.");
    }
}
