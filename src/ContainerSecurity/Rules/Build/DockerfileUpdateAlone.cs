using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Rules.Build.Packages;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8009: an index is updated where it is used (CIS Docker 4.7).</summary>
internal sealed class DockerfileUpdateAlone() : Rule(new("CSEC8009", "dockerfile-update-alone", Severity.Medium,
    "Package index is updated in a RUN of its own",
    "Put update and install into one RUN.")
{
    References = ["CIS Docker 4.7"],
}), IJudges<Instruction>
{
    public void Judge(Instruction instruction, RuleContext context)
    {
        if (instruction.Name is not "RUN")
            return;
        PackageCommand[] commands = [.. instruction.Script.Commands.Select(PackageCommand.Of).OfType<PackageCommand>()];
        PackageCommand? update = Array.Find(commands, c => c.Updates);
        if (update is not null && Array.TrueForAll(commands, c => c.Manager != update.Manager || c.Updates || c.Cleans || c.Verb is "clean" or "autoclean"))
            context.Report(
                instruction,
                $"'{update}' stands in a RUN of its own: its layer is kept, and later builds install from an old "
                    + $"index, without the fixes since. Allowed: update and install in one RUN.");
    }
}
