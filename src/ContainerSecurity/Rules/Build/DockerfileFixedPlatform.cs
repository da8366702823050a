using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8025: images are built for every platform.</summary>
internal sealed class DockerfileFixedPlatform() : Rule(new("CSEC8025", "dockerfile-fixed-platform", Severity.Info,
    "FROM --platform with a constant",
    "Leave --platform out, or use $BUILDPLATFORM.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Stage>
{
    public void Judge(Stage stage, RuleContext context)
    {
        Dockerfile dockerfile = context.Within<Dockerfile>();
        if (stage.From?.Flag("platform") is { Value.IsKnown: true } platform && IsConstant(platform) && !IsChosenByVariable(stage, dockerfile))
            context.Report(
                stage.From,
                $"FROM --platform={platform.Value} builds for one platform whatever is asked for, under emulation "
                    + $"elsewhere. Allowed: $BUILDPLATFORM, or no flag.");
    }

    private static bool IsConstant(InstructionFlag platform) => platform.Value.Node is ScalarNode scalar && !scalar.Text.Contains("$");

    /// <summary>Stages for one platform each are fine where another stage picks among them by a variable in its FROM.</summary>
    private static bool IsChosenByVariable(Stage stage, Dockerfile dockerfile) =>
        stage.Name.IsKnown
        && dockerfile.Stages.Any(s =>
            s.From is { Arguments: [var image, ..] }
            && image.Value.IndexOf('$') is > 0 and var end
            && stage.Name.Value.StartsWith(image.Value.Substring(0, end), StringComparison.OrdinalIgnoreCase));
}
