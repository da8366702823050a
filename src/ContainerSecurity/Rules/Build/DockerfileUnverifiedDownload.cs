using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8043: programs from the network are checked before they run (CIS Docker 4.11).</summary>
internal sealed class DockerfileUnverifiedDownload() : Rule(new("CSEC8043", "dockerfile-unverified-download", Severity.Medium,
    "Runs a download without a check",
    "Compare its digest by sha256sum --check, or its signature, before it runs.")
{
    References = ["CIS Docker 4.11", "NIST SP 800-190 3.1.5"],
}), IJudges<Stage>
{
    public void Judge(Stage stage, RuleContext context)
    {
        var downloads = new DownloadedFiles();
        foreach (Instruction written in stage.Instructions)
        {
            Instruction instruction = written.Trigger ?? written;
            foreach (ShellCommand command in instruction.Name == "RUN" ? instruction.Script.Commands : [])
                if (downloads.Next(command) is { } file)
                    context.Report(
                        command,
                        $"'{file}' is run or installed as it was downloaded, whatever it is. Allowed: a file whose digest "
                            + $"or signature is checked first.");
        }
    }
}
