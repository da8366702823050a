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
    private const int LongCommit = 64;
    private static readonly string[] Checksums = ["checksum=", "commit="];

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

    /// <summary>Whether a Git repository is named with a commit: behind <c>#</c>, or as <c>?checksum=</c> or <c>?commit=</c>.</summary>
    private static bool IsCommit(string source)
    {
        string[] parts = source.Split(['#'], 2);
        if (parts.Length == 2 && IsWhole(parts[1].Split(':')[0]))
            return true;
        int query = parts[0].IndexOf('?');
        return query > 0
            && parts[0].Substring(0, query).EndsWith(".git", StringComparison.Ordinal)
            && parts[0].Substring(query + 1).Split('&')
                .Any(p => Array.Exists(Checksums, c => p.StartsWith(c, StringComparison.Ordinal) && IsWhole(p.Substring(c.Length))));
    }

    private static bool IsWhole(string commit) => commit.Length is CommitLength or LongCommit && commit.All(Uri.IsHexDigit);
}
