using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8047: continued lines follow each other.</summary>
internal sealed class DockerfileEmptyContinuation() : Rule(new("CSEC8047", "dockerfile-empty-continuation", Severity.Info,
    "Empty line inside an instruction",
    "Take the empty line out, or write # there.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Instruction>
{
    public void Judge(Instruction instruction, RuleContext context)
    {
        if (instruction.HasEmptyContinuation)
            context.Report(
                instruction,
                $"{instruction.Name} has an empty line inside, which builders are about to reject. Allowed: no line, or a comment.");
    }
}
