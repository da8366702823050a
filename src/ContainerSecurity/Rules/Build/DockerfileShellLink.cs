using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8052: the shell of RUN is chosen by SHELL.</summary>
internal sealed class DockerfileShellLink() : Rule(new("CSEC8052", "dockerfile-shell-link", Severity.Info,
    "Shell is changed by a link",
    "Use SHELL.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<ShellCommand>
{
    public void Judge(ShellCommand command, RuleContext context)
    {
        if (command.Name == "ln" && command.Arguments.Count > 0 && command.Arguments[command.Arguments.Count - 1].Text is "/bin/sh" or "/usr/bin/sh")
            context.Report(
                command,
                $"The link changes the shell of every script in the image, and of images built on it. Allowed: SHELL, which is for RUN alone.");
    }
}
