using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>
/// CSEC2020: root in a container is another user outside of it, by user namespaces or a rootless engine (CIS Docker
/// 2.9).
/// </summary>
internal sealed class DaemonUserNamespaceMissing() : Rule(new("CSEC2020", "daemon-user-namespace-missing", Severity.Medium,
    "Root in a container is root on the host",
    "Set 'userns-remap' to \"default\", or run the engine rootless.")
{
    References = ["CIS Docker 2.9", "NIST SP 800-190 3.4.3"],
}), IJudges<DockerDaemon>
{
    public void Judge(DockerDaemon daemon, RuleContext context)
    {
        if (daemon.HasUserNamespace.IsNot(true) && !daemon.IsRootless.Is(true) && !daemon.IsWindows)
            context.Report(
                daemon.HasUserNamespace,
                $"{daemon} gives containers the host's user IDs, so root that gets out of a container is root on the host. Allowed: userns-remap, or a rootless engine.");
    }
}
