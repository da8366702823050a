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
        foreach (DockerfileProblem problem in resource.Problems)
            context.Report(problem, $"BuildKit rejects this: {problem.Message}.");
    }
}
