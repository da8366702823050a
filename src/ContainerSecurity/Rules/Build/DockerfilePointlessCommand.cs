using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8051: a build runs nothing that is for a machine with people and services on it.</summary>
internal sealed class DockerfilePointlessCommand() : Rule(new("CSEC8051", "dockerfile-pointless-command", Severity.Info,
    "Command that makes no sense in a build",
    "Leave it out; start the program by CMD.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<ShellCommand>
{
    /// <summary>Programs that edit, watch and manage a running machine: those that hadolint's DL3001 names, and their kin.</summary>
    private static readonly HashSet<string> Pointless =
    [
        "ssh", "vi", "vim", "nano", "emacs", "shutdown", "reboot", "poweroff", "halt", "service", "ps", "free", "top", "htop", "kill", "mount", "ifconfig",
    ];

    public void Judge(ShellCommand command, RuleContext context)
    {
        if (Pointless.Contains(command.Name))
            context.Report(
                command,
                $"'{command.Name}' is for a machine that runs, with people or services on it: when the build ends, what it did is gone. "
                    + $"Allowed: commands that change files of the image.");
    }
}
