using ContainerSecurity.Resources.Dockerfiles;

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

    public void Judge(Instruction instruction, RuleContext context)
    {
        if (instruction.Name is not "RUN")
            return;
        if (HasPipefail(instruction.Shell) || instruction.Script.Commands.Any(c => c.Arguments.Any(a => a.Text == "pipefail")))
            return;
        if (instruction.Script.Commands.FirstOrDefault(c => c.PipedInto is not null) is { } command)
            context.Report(
                command,
                $"A failure of {command.Name} is lost in its pipe into {command.PipedInto!.Name}, and the build goes "
                    + $"on without its output. Allowed: a shell with pipefail.");
    }

    private static bool HasPipefail(IReadOnlyList<string> shell) =>
        shell.Contains("pipefail") && Array.IndexOf(KnowPipefail, shell[0].Substring(shell[0].LastIndexOf('/') + 1)) >= 0;
}
