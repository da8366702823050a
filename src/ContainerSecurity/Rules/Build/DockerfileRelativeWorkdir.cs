using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8011: the working folder does not hang on the base image.</summary>
internal sealed class DockerfileRelativeWorkdir() : Rule(new("CSEC8011", "dockerfile-relative-workdir", Severity.Low,
    "WORKDIR is relative",
    "Write the whole path, such as WORKDIR /app.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Stage>
{
    public void Judge(Stage stage, RuleContext context)
    {
        bool isKnown = StartsAbsolute(stage.Base);
        foreach (Instruction instruction in stage.Instructions.Where(i => i.Name == "WORKDIR" && i.Values.Count > 0))
        {
            Field<string> path = instruction.Values[0];
            if (!isKnown && path.Is(p => !ImagePath.IsAbsolute(p)))
                context.Report(instruction, $"WORKDIR '{path}' is below whatever folder the base image has. Allowed: an absolute path.");
            isKnown |= path.IsUnknown || path.Is(ImagePath.IsAbsolute);
        }
    }

    private static bool StartsAbsolute(Stage? stage) =>
        stage is not null && stage.AllInstructions.Any(i => i is { Name: "WORKDIR", Values: [var path, ..] }
            && (path.IsUnknown || path.Is(ImagePath.IsAbsolute)));
}
