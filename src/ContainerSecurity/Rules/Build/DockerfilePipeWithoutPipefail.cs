using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8006: a build fails where any part of a pipe does.</summary>
internal sealed class DockerfilePipeWithoutPipefail() : Rule(new("CSEC8006", "dockerfile-pipe-without-pipefail", Severity.Low,
    "Pipe without pipefail",
    "Set SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"] before the RUN, or start it with set -o pipefail.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Instruction>
{
    private static readonly string[] KnowPipefail = ["bash", "zsh", "ash", "ksh"];

    /// <summary>Commands that cannot fail in a way that matters, and words of the shell that stand for none.</summary>
    private static readonly string[] NeverFail = ["echo", "printf", "yes", "true", ":", "case", "for", "select"];

    public void Judge(Instruction instruction, RuleContext context)
    {
        if (instruction.Name is not "RUN" || instruction.Dialect != ShellDialect.Posix)
            return;
        if (HasPipefail(instruction.Shell) || instruction.Script.Commands.Any(c => c.Arguments.Any(a => a.Text == "pipefail")))
            return;
        if (instruction.Script.Commands.FirstOrDefault(c => c.PipedInto is not null && !NeverFail.Contains(c.Name)) is { } command)
            context.Report(
                command,
                $"A failure of {command.Name} is lost in its pipe into {command.PipedInto!.Name}, and the build goes "
                    + $"on without its output. Allowed: a shell with pipefail.");
    }

    private static bool HasPipefail(IReadOnlyList<string> shell) =>
        shell.Contains("pipefail") && KnowPipefail.Contains(ShellDialects.ProgramOf(shell));
}
