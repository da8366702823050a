using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2023: containers are confined by AppArmor or SELinux (CIS Docker 5.2, 5.3). A rootless engine can load neither.</summary>
internal sealed class DaemonAccessControlMissing() : Rule(new("CSEC2023", "daemon-access-control-missing", Severity.Medium,
    "Neither AppArmor nor SELinux confines containers",
    "Switch AppArmor on in the kernel, or set 'selinux-enabled' to true in daemon.json.")
{
    References = ["CIS Docker 5.2", "CIS Docker 5.3", "NIST SP 800-190 3.5.2"],
}), IJudges<DockerDaemon>
{
    public void Judge(DockerDaemon daemon, RuleContext context)
    {
        if (daemon.HasMandatoryAccessControl.IsMissing && !daemon.IsRootless.Is(true) && !daemon.IsWindows)
            context.Report(
                daemon.HasMandatoryAccessControl,
                $"{daemon} confines containers by neither AppArmor nor SELinux: what gets out of one meets no second wall. Allowed: either of them.");
    }
}
