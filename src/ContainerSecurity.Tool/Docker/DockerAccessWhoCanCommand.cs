using System.CommandLine;
using ContainerSecurity.Docker.Access;

namespace ContainerSecurity.Tool.Docker;

/// <summary><c>csec docker access who-can</c>.</summary>
internal sealed class DockerAccessWhoCanCommand : Command
{
    private readonly Argument<string> action = new("action") { Description = "The action, such as exec.create." };

    public DockerAccessWhoCanCommand(Terminal terminal)
        : base("who-can", "Which users and groups may do something?")
    {
        var options = new DockerAccessOptions(terminal);
        Arguments.Add(action);
        foreach (Option option in new Option[] { options.File, options.Owner, options.Name, options.Image, options.Format })
            Options.Add(option);
        SetAction(parsed =>
        {
            string asked = parsed.GetValue(action)!;
            if (options.Read(parsed.GetValue(options.File)!) is not { } policy || !options.Knows(asked))
                return ExitCode.BadInput;
            DockerAccessEntry[] entries = [.. new DockerAuthorizer(policy).WhoCan(asked, options.ObjectOf(parsed, asked, policy))];
            DockerAccessJson.Write(entries, parsed.GetValue(options.Format)!, terminal, "Nobody may.");
            return ExitCode.Clean;
        });
    }
}
