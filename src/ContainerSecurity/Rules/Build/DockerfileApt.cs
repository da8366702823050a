using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8031: scripts use the program that is made for them.</summary>
internal sealed class DockerfileApt() : Rule(new("CSEC8031", "dockerfile-apt", Severity.Info,
    "apt instead of apt-get",
    "Use apt-get or apt-cache.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<ShellCommand>
{
    public void Judge(ShellCommand command, RuleContext context)
    {
        if (command.Name == "apt")
            context.Report(
                command,
                $"'apt' is for people at a terminal: what it does and writes may change with each release. "
                    + $"Allowed: apt-get and apt-cache.");
    }
}
