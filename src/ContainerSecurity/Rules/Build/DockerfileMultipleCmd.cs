using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8021: what counts stands once.</summary>
internal sealed class DockerfileMultipleCmd() : Rule(new("CSEC8021", "dockerfile-multiple-cmd", Severity.Low,
    "CMD, ENTRYPOINT or HEALTHCHECK more than once in a stage",
    "Keep the last one.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Stage>
{
    private static readonly string[] Once = ["CMD", "ENTRYPOINT", "HEALTHCHECK"];

    public void Judge(Stage stage, RuleContext context)
    {
        foreach (string name in Once)
        {
            Instruction[] found = [.. stage.Instructions.Where(i => i.Name == name)];
            foreach (Instruction lost in found.Take(found.Length - 1))
                context.Report(lost, $"This {name} of the {stage.Title} is lost, for only the last one counts. Allowed: one.");
        }
    }
}
