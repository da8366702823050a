using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8050: a stage downloads by one program.</summary>
internal sealed class DockerfileWgetAndCurl() : Rule(new("CSEC8050", "dockerfile-wget-and-curl", Severity.Info,
    "Uses both wget and curl",
    "Use one of the two.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Dockerfile>
{
    public void Judge(Dockerfile dockerfile, RuleContext context)
    {
        foreach (Stage stage in dockerfile.Stages)
        {
            ShellCommand[] downloads =
            [
                .. stage.Instructions.Select(i => i.Trigger ?? i)
                    .Where(i => i.Name is "RUN")
                    .SelectMany(i => i.Script.Commands)
                    .Where(c => c.Name is "wget" or "curl"),
            ];
            if (downloads.FirstOrDefault(c => c.Name != downloads[0].Name) is { } other)
                context.Report(
                    other,
                    $"The stage downloads by {other.Name} and by {downloads[0].Name}: two programs to keep up for one purpose. Allowed: one of them.");
        }
    }
}
