using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5049: a plugin decides who may do what on an engine (CIS Docker 2.12).</summary>
internal sealed class DaemonAuthorizationMissing() : Rule(new("CSEC5049", "daemon-authorization-missing", Severity.Low,
    "Whoever reaches the engine may do everything",
    "Name an authorization plugin in 'authorization-plugins'.")
{
    References = ["CIS Docker 2.12", "NIST SP 800-190 3.5.5"],
}), IJudges<DockerDaemon>
{
    public void Judge(DockerDaemon daemon, RuleContext context)
    {
        FieldList<string> plugins = daemon.AuthorizationPlugins;
        if (plugins.State != FieldState.Unknown && plugins.Items.Count == 0)
            context.Report(
                plugins,
                $"{daemon} asks no authorization plugin: who reaches it may do everything to everybody's containers. Allowed: at least one plugin.");
    }
}
