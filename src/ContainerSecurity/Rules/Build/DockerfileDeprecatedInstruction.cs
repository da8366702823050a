using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8024: Dockerfiles use what will go on working.</summary>
internal sealed class DockerfileDeprecatedInstruction() : Rule(new("CSEC8024", "dockerfile-deprecated-instruction", Severity.Info,
    "Deprecated instruction",
    "Use LABEL org.opencontainers.image.authors for MAINTAINER, and name=value for ENV and LABEL.")
{
    IsHardenable = true,
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Dockerfile>
{
    public void Judge(Dockerfile resource, RuleContext context)
    {
        foreach (Instruction instruction in resource.Instructions.Where(i => i.Name == "MAINTAINER"))
            context.Report(instruction, "MAINTAINER is deprecated. Allowed: LABEL org.opencontainers.image.authors.");
        foreach (Instruction instruction in resource.Stages.Where(s => s.IsNeeded).SelectMany(s => s.Instructions))
            if ((instruction.Trigger ?? instruction) is { Variables: [{ IsLegacy: true } variable] } legacy)
                context.Report(
                    instruction,
                    $"'{legacy.Name} {variable.Name} …' without an equals sign is deprecated. Allowed: {legacy.Name} {variable.Name}=….");
    }
}
