using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Shell;
using ContainerSecurity.Rules.Build.Packages;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8029: builds wait for nobody.</summary>
internal sealed class DockerfileInstallAsks() : Rule(new("CSEC8029", "dockerfile-install-asks", Severity.Low,
    "Package manager asks before it installs",
    "Add -y, or --non-interactive for zypper.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Instruction>
{
    public void Judge(Instruction instruction, RuleContext context)
    {
        if (instruction.Name is not "RUN")
            return;
        IReadOnlyList<ShellCommand> commands = instruction.Script.Commands;
        foreach (ShellCommand command in commands)
            if (PackageCommand.Of(command) is { } package
                && (package.Installs || package.Upgrades)
                && InstallQuestion.IsAskedBy(command)
                && !commands.Any(c => c.PipedInto?.Innermost == command)
                && !PackageSettings.AnswerYes(context.Within<Dockerfile>()))
                context.Report(
                    command,
                    $"'{package}' asks whether to go on, and a build has nobody to answer: it stops there. "
                        + $"Allowed: {InstallQuestion.AnswerOf(command)}.");
    }
}
