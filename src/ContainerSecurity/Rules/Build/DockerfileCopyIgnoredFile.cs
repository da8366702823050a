using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8027: what is copied is not kept out by the .dockerignore.</summary>
internal sealed class DockerfileCopyIgnoredFile() : Rule(new("CSEC8027", "dockerfile-copy-ignored-file", Severity.Low,
    "Copies a file that .dockerignore keeps out",
    "Take the path out of the .dockerignore, or leave the COPY out.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Instruction>
{
    public void Judge(Instruction instruction, RuleContext context)
    {
        if (instruction.Name is not ("COPY" or "ADD") || instruction.Flag("from") is not null)
            return;
        Field<DockerIgnore> ignore = context.Within<Dockerfile>().Ignore;
        foreach (Field<string> source in RemoteSource.SourcesOf(instruction))
            if (source.Is(s => !RemoteSource.Is(s)) && ignore.Is(i => !i.HasExceptions && i.Excludes(source.Value)))
                context.Report(
                    source,
                    $"{instruction.Name} takes '{source}', which the .dockerignore keeps from the builder: the build "
                        + $"fails, or goes on without it. Allowed: paths that the builder gets.");
    }
}
