using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8044: stages are named as the builder names them.</summary>
internal sealed class DockerfileStageNameCasing() : Rule(new("CSEC8044", "dockerfile-stage-name-casing", Severity.Info,
    "Stage name has capitals",
    "Write the name of the stage in lower case.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Stage>
{
    public void Judge(Stage stage, RuleContext context)
    {
        if (stage.Name.Is(n => n.Any(char.IsUpper)))
            context.Report(
                stage.Name,
                $"The stage name '{stage.Name}' has capitals, which the builder drops. Allowed: lower case.");
    }
}
