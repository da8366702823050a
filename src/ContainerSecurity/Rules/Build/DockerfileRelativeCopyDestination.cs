using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8028: files go to a folder that the Dockerfile names.</summary>
internal sealed class DockerfileRelativeCopyDestination() : Rule(new("CSEC8028", "dockerfile-relative-copy-destination", Severity.Low,
    "COPY to a relative path without WORKDIR",
    "Set WORKDIR before, or write the whole path.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Stage>
{
    public void Judge(Stage stage, RuleContext context)
    {
        bool hasFolder = stage.Base is not null && stage.Base.AllInstructions.Any(i => i.Name == "WORKDIR");
        foreach (Instruction written in stage.Instructions)
        {
            Instruction instruction = written.Trigger ?? written;
            hasFolder |= instruction.Name == "WORKDIR";
            if (hasFolder || instruction.Name is not ("COPY" or "ADD") || instruction.Values.Count < 2)
                continue;
            Field<string> destination = instruction.Values[instruction.Values.Count - 1];
            if (destination.Is(d => !ImagePath.IsAbsolute(d)))
                context.Report(
                    destination,
                    $"{instruction.Name} puts files to '{destination}', below whatever folder the base image has. "
                        + $"Allowed: an absolute path, or a WORKDIR above.");
        }
    }
}
