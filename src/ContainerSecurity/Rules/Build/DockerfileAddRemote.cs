using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8004: what is downloaded is checked (CIS Docker 4.9 and 4.11).</summary>
internal sealed class DockerfileAddRemote() : Rule(new("CSEC8004", "dockerfile-add-remote", Severity.High,
    "Downloads without a checksum",
    "Add --checksum=sha256:…, or the commit of a Git repository after #.")
{
    References = ["CIS Docker 4.9", "CIS Docker 4.11"],
}), IJudges<Instruction>
{
    private const int CommitLength = 40;

    public void Judge(Instruction instruction, RuleContext context)
    {
        if (instruction.Name is not "ADD")
            return;
        if (instruction.Flag("checksum") is not null)
            return;
        foreach (Field<string> source in RemoteSource.SourcesOf(instruction))
            if (source.Is(s => RemoteSource.Is(s) && !IsCommit(s)))
                context.Report(source, $"ADD downloads '{source}' and takes whatever comes. Allowed: --checksum, or a Git commit of {CommitLength} digits.");
    }

    private static bool IsCommit(string source)
    {
        string commit = source.Substring(source.LastIndexOf('#') + 1).Split(':')[0];
        return source.Contains("#") && commit.Length == CommitLength && commit.All(Uri.IsHexDigit);
    }
}
