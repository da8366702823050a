using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8035: of another stage the image takes what it needs.</summary>
internal sealed class DockerfileCopyWholeStage() : Rule(new("CSEC8035", "dockerfile-copy-whole-stage", Severity.Low,
    "Copies the whole root of another stage",
    "Copy the files that are needed by their paths.")
{
    References = ["NIST SP 800-190 3.1.2", "NIST SP 800-190 3.1.4"],
}), IJudges<Stage>
{
    private static readonly string[] Root = ["/", "/*", "*", "."];

    public void Judge(Stage stage, RuleContext context)
    {
        Dockerfile dockerfile = context.Within<Dockerfile>();
        foreach (Instruction written in stage.Instructions)
            if ((written.Trigger ?? written) is { Name: "COPY" } copy
                && copy.Flag("from") is { Value.IsKnown: true } from
                && IsImage(from.Value.Value, dockerfile, stage))
                foreach (Field<string> source in RemoteSource.SourcesOf(copy))
                    if (source.Is(s => Root.Contains(ImagePath.Clean(s))))
                        context.Report(
                            source,
                            $"COPY takes the whole root of '{from.Value}', with its tools, its caches and what was "
                                + $"secret there. Allowed: the paths that the image needs.");
    }

    /// <summary>Whether the files are those of a stage or an image; any other name is a folder that the builder is given.</summary>
    private static bool IsImage(string name, Dockerfile dockerfile, Stage stage) =>
        dockerfile.Find(name, stage) is not null || name.IndexOfAny(['/', ':', '@']) >= 0;
}
