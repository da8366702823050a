using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8013: files are copied from stages that are there.</summary>
internal sealed class DockerfileUnknownCopySource() : Rule(new("CSEC8013", "dockerfile-unknown-copy-source", Severity.Medium,
    "COPY from a stage that is not there",
    "Name a stage above, or an image with its tag or registry.")
{
    References = ["NIST SP 800-190 3.1.5"],
}), IJudges<Stage>
{
    private static readonly char[] ImageCharacters = ['$', '/', ':', '@', '.'];

    public void Judge(Stage stage, RuleContext context)
    {
        Dockerfile dockerfile = context.Within<Dockerfile>();
        foreach (Instruction instruction in stage.Instructions)
            if ((instruction.Trigger ?? instruction) is { Name: "COPY" } copy && copy.Flag("from") is { Value.IsKnown: true } from
                && dockerfile.Find(from.Value.Value, stage) is null && from.Value.Value.IndexOfAny(ImageCharacters) < 0)
                context.Report(
                    from.Value,
                    $"COPY takes files from '{from.Value}', {Reason(from.Value.Value, stage, dockerfile)}: the "
                        + $"builder would pull an image of that name from Docker Hub. Allowed: a stage above, or an image with its tag or registry.");
    }

    private static string Reason(string name, Stage stage, Dockerfile dockerfile)
    {
        Stage? named = dockerfile.Stages.FirstOrDefault(s =>
            s.Name.Is(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase))
            || s.Index.ToString(System.Globalization.CultureInfo.InvariantCulture) == name);
        return named is null || named.From is null ? "which is no stage of the file"
            : named == stage ? "which is the stage itself"
            : "which is a stage further down";
    }
}
