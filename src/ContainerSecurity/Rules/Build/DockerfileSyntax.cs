using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8026: builders understand the file.</summary>
internal sealed class DockerfileSyntax() : Rule(new("CSEC8026", "dockerfile-syntax", Severity.Medium,
    "Builder rejects an instruction",
    "Correct the instruction; the message is the builder's.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Dockerfile>
{
    public void Judge(Dockerfile resource, RuleContext context)
    {
        if (resource.TemplateMark is { } mark)
            context.Report(
                new DockerfileProblem("", mark),
                "This is a template for a Dockerfile, in which nothing was judged. Allowed: the Dockerfile that is made of it.");
        else if (resource.Problems.Count > 0)
            context.Report(resource.Problems[0], $"BuildKit rejects this: {resource.Problems[0].Message}.");
        else if (resource.Instructions.FirstOrDefault(CopiesManyIntoOne) is { } copy)
            context.Report(
                copy,
                $"{copy.Name} takes several sources, and its destination must be a directory and end with a /: the older builder "
                    + $"rejects this, and BuildKit writes one file over the other. Allowed: a destination with a / at its end.");
    }

    private static bool CopiesManyIntoOne(Instruction copy) =>
        copy.Name is "COPY" or "ADD" && copy.Arguments.Count > 2 && !MayBeFolder(copy.Arguments[copy.Arguments.Count - 1].Value.Trim('"', '\''));

    private static bool MayBeFolder(string path) =>
        path.EndsWith("/", StringComparison.Ordinal)
        || path.EndsWith("\\", StringComparison.Ordinal)
        || path is "." or ".."
        || path.EndsWith("/.", StringComparison.Ordinal)
        || path.Contains("$");
}
