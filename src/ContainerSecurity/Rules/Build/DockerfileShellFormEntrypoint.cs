using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8012: the program of a container gets its signals.</summary>
internal sealed class DockerfileShellFormEntrypoint() : Rule(new("CSEC8012", "dockerfile-shell-form-entrypoint", Severity.Low,
    "CMD or ENTRYPOINT in shell form",
    "Write a JSON list, such as CMD [\"nginx\", \"-g\", \"daemon off;\"].")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Instruction>
{
    public void Judge(Instruction instruction, RuleContext context)
    {
        if (instruction.Name is not ("CMD" or "ENTRYPOINT"))
            return;
        if (instruction is { IsJson: false, Arguments.Count: > 0, Shell.Count: 0 })
            context.Report(
                instruction,
                $"{instruction.Name} is in shell form: a shell is process 1, keeps signals to itself and expands what "
                    + $"it is given. Allowed: the JSON form, or a SHELL set on purpose.");
    }
}
