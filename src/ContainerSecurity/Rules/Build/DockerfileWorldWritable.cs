using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8016: files are written by their owners (NIST SP 800-190 3.1.2).</summary>
internal sealed class DockerfileWorldWritable() : Rule(new("CSEC8016", "dockerfile-world-writable", Severity.Medium,
    "Makes files writable for everyone",
    "Give the files to the user that needs them: COPY --chown, or chmod u+w.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Instruction>
{
    public void Judge(Instruction instruction, RuleContext context)
    {
        if (instruction.Name is not ("RUN" or "COPY" or "ADD"))
            return;
        foreach ((FileMode mode, ILocated at) in FileMode.SetBy(instruction))
            if (mode.IsWorldWritable)
                context.Report(
                    at,
                    $"The mode '{mode}' lets every user and program of the container change the files. Allowed: modes without write for others, such as 755.");
    }
}
