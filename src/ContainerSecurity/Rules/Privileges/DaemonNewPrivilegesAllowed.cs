using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2022: the engine keeps processes from gaining privileges in containers that say nothing (CIS Docker 2.14).</summary>
internal sealed class DaemonNewPrivilegesAllowed() : Rule(new("CSEC2022", "daemon-new-privileges-allowed", Severity.Medium,
    "Containers may gain privileges unless they say otherwise",
    "Set 'no-new-privileges' to true in daemon.json.")
{
    References = ["CIS Docker 2.14", "NIST SP 800-190 3.4.3"],
}), IJudges<DockerDaemon>
{
    public void Judge(DockerDaemon daemon, RuleContext context)
    {
        if (daemon.DeniesNewPrivileges.IsNot(true) && !daemon.IsWindows)
            context.Report(
                daemon.DeniesNewPrivileges,
                $"{daemon} lets processes of containers gain privileges by setuid files, unless the container says otherwise. Allowed: no-new-privileges: true.");
    }
}
