using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8014: a name is one stage.</summary>
internal sealed class DockerfileDuplicateStage() : Rule(new("CSEC8014", "dockerfile-duplicate-stage", Severity.Medium,
    "Two stages have one name",
    "Give each stage a name of its own.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Stage>
{
    public void Judge(Stage stage, RuleContext context)
    {
        Dockerfile dockerfile = context.Within<Dockerfile>();
        Stage? other = dockerfile.Stages.FirstOrDefault(s =>
            s.Name.IsKnown && stage.Name.Is(n => string.Equals(n, s.Name.Value, StringComparison.OrdinalIgnoreCase)));
        if (other is not null && other != stage)
            context.Report(
                stage.Name,
                $"The name '{stage.Name}' is that of the {Counted.Ordinal(other.Index + 1)} stage already: whoever copies from it may get the "
                    + $"files of the other. Allowed: a name of its own.");
    }
}
