using System.CommandLine;
using ContainerSecurity.Docker.Access;

namespace ContainerSecurity.Tool.Docker;

/// <summary><c>csec docker access diff</c>.</summary>
internal sealed class DockerAccessDiffCommand : Command
{
    private readonly Argument<string> before = new("old") { Description = "The file as it was." };
    private readonly Argument<string> after = new("new") { Description = "The file as it is to be." };

    public DockerAccessDiffCommand(Terminal terminal)
        : base("diff", "What does a change allow that was not allowed, and the other way round? 1 where it allows more.")
    {
        var options = new DockerAccessOptions(terminal);
        Arguments.Add(before);
        Arguments.Add(after);
        Options.Add(options.Format);
        SetAction(parsed =>
        {
            DockerAccessPolicy? old = options.Read(parsed.GetValue(before)!), now = options.Read(parsed.GetValue(after)!);
            if (old is null || now is null)
                return ExitCode.BadInput;
            IReadOnlyList<DockerAccessChange> changes = DockerAuthorizer.Diff(old, now);
            DockerAccessJson.Write(changes, parsed.GetValue(options.Format)!, terminal);
            return changes.Any(c => c.IsMore) ? ExitCode.Findings : ExitCode.Clean;
        });
    }
}
