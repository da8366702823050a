using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8022: variables are defined before they are used.</summary>
internal sealed class DockerfileUndefinedVariable() : Rule(new("CSEC8022", "dockerfile-undefined-variable", Severity.Low,
    "Variable is used before it is defined",
    "Declare it by ARG or ENV above, or give a default: ${NAME:-default}.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Stage>
{
    public void Judge(Stage stage, RuleContext context)
    {
        if (!stage.IsNeeded)
            return;
        if (stage.From is { } from)
            Judge(from, context);
        if (stage.From is not null && stage.Image.IsUnknown && stage.From.Undefined.Count == 0 && IsNoImage(stage.DefaultImage))
            context.Report(
                stage.Image,
                $"FROM '{stage.From.Arguments[0]}' names no image unless somebody gives the builder an argument. Allowed: an ARG with a default.");
        foreach (Instruction instruction in stage.Instructions)
            Judge(instruction, context);
    }

    private static void Judge(Instruction instruction, RuleContext context)
    {
        foreach (string name in instruction.Undefined)
            context.Report(
                instruction,
                $"{instruction.Name} uses the {(instruction.Name == "FROM" ? "argument" : "variable")} '{name}', "
                    + $"which nothing above defines: it is empty. Allowed: variables of an ARG or ENV above, or a default.");
        if (instruction.Name == "ENV" && SelfReference(instruction) is { } self)
            context.Report(
                instruction,
                $"ENV uses '{self}', which the same ENV defines: it has its value from before, not this one. Allowed: two ENV instructions.");
    }

    private static bool IsNoImage(string image) => image.Length == 0 || ImageReference.TryParse(image, out _) != ImageReferenceError.None;

    private static string? SelfReference(Instruction env)
    {
        for (int i = 0; i < env.Variables.Count; i++)
            foreach (string name in env.Variables[i].Uses)
                if (!env.WasDefined(name) && !env.Undefined.Contains(name) && env.Variables.Where((v, other) => other != i && v.Name == name).Any())
                    return name;
        return null;
    }
}
