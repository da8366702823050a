using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8046: instructions are written alike.</summary>
internal sealed class DockerfileInstructionCasing() : Rule(new("CSEC8046", "dockerfile-instruction-casing", Severity.Info,
    "Instruction is not written as the others are",
    "Write all instructions in upper case.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Dockerfile>
{
    public void Judge(Dockerfile resource, RuleContext context)
    {
        Instruction[] all = [.. resource.Instructions.Except(resource.Preamble).Where(i => InstructionGrammar.Knows(i.Name))];
        int lower = all.Count(i => LetterCase.Of(i.Keyword) == LetterCase.Lower);
        int upper = all.Count(i => LetterCase.Of(i.Keyword) == LetterCase.Upper);
        string wanted = lower > upper ? LetterCase.Lower : LetterCase.Upper;
        foreach (Instruction instruction in all.Where(i => LetterCase.Of(i.Keyword) != wanted))
            context.Report(
                instruction,
                $"'{instruction.Keyword}' is written otherwise than most instructions of the file. Allowed: {wanted} case.");
    }
}
