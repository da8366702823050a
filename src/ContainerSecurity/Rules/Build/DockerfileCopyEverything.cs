using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8018: secrets and history of the build folder stay out of the image (CIS Docker 4.10).</summary>
internal sealed class DockerfileCopyEverything() : Rule(new("CSEC8018", "dockerfile-copy-everything", Severity.Low,
    "Copies the whole build folder",
    "Copy what is needed by name, or keep .git and .env out by a .dockerignore.")
{
    References = ["CIS Docker 4.10", "NIST SP 800-190 3.1.4"],
}), IJudges<Instruction>
{
    private static readonly string[] Private = [".git/config", ".env"];

    public void Judge(Instruction instruction, RuleContext context)
    {
        if (instruction.Name is not ("COPY" or "ADD"))
            return;
        Dockerfile dockerfile = context.Within<Dockerfile>();
        if (dockerfile.Ignore.IsUnknown || instruction.Flag("from") is not null || instruction.Flag("exclude") is not null)
            return;
        foreach (Field<string> source in RemoteSource.SourcesOf(instruction).Where(s => s.Is(p => p.TrimEnd('/') is "." or "" or "*")))
        {
            string[] taken = [.. Private.Where(p => !dockerfile.Ignore.Is(i => i.Excludes(p))).Select(p => p.Split('/')[0])];
            if (taken.Length > 0)
                context.Report(
                    source,
                    $"{instruction.Name} takes the whole build folder, {string.Join(" and ", taken)} too where "
                        + $"{(taken.Length == 1 ? "it is" : "they are")} there. Allowed: single paths, or a .dockerignore that keeps them out.");
        }
    }
}
