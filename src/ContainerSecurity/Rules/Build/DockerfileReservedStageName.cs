using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8037: no stage has a name that means something else.</summary>
internal sealed class DockerfileReservedStageName() : Rule(new("CSEC8037", "dockerfile-reserved-stage-name", Severity.Low,
    "Stage has a reserved name",
    "Give the stage another name.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Stage>
{
    private static readonly string[] Reserved = ["scratch", "context"];

    public void Judge(Stage stage, RuleContext context)
    {
        if (stage.Name.Is(n => Reserved.Contains(n, StringComparer.OrdinalIgnoreCase)))
            context.Report(
                stage.Name,
                $"The stage is called '{stage.Name}', which stands for "
                    + $"{(stage.Name.Is(n => n.Length == "context".Length && n[0] is 'c' or 'C') ? "the build's folder" : "the empty image")} "
                    + $"elsewhere: whoever names it may get the other. Allowed: any other name.");
    }
}
