using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8017: no program gets a setuid or setgid bit (CIS Docker 4.8).</summary>
internal sealed class DockerfileSetuid() : Rule(new("CSEC8017", "dockerfile-setuid", Severity.Medium,
    "Sets a setuid or setgid bit",
    "Leave the bit off; give the process the capability it needs.")
{
    References = ["CIS Docker 4.8"],
}), IJudges<Instruction>
{
    public void Judge(Instruction instruction, RuleContext context)
    {
        if (instruction.Name is not ("RUN" or "COPY" or "ADD"))
            return;
        foreach ((FileMode mode, ILocated at) in FileMode.SetBy(instruction))
            if (mode.IsSetuid)
                context.Report(
                    at,
                    $"The mode '{mode}' lets whoever runs the program become its owner or group. Allowed: modes without setuid and setgid, such as 755.");
    }
}
