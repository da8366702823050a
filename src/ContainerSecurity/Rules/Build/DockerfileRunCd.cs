using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8032: the working folder is set by WORKDIR.</summary>
internal sealed class DockerfileRunCd() : Rule(new("CSEC8032", "dockerfile-run-cd", Severity.Info,
    "RUN changes the folder by cd",
    "Use WORKDIR, or absolute paths.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Instruction>
{
    public void Judge(Instruction instruction, RuleContext context)
    {
        if (instruction.Name is "RUN" && instruction.Script.Commands.FirstOrDefault(c => c.Name == "cd") is { } change)
            context.Report(
                change,
                $"RUN goes to another folder by '{string.Join(" ", change.Words)}', which ends with this RUN. "
                    + $"Allowed: WORKDIR, or absolute paths.");
    }
}
