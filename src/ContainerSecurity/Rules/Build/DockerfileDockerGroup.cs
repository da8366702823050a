using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8040: no user commands the engine of the host (CIS Docker 4.1, 5.32).</summary>
internal sealed class DockerfileDockerGroup() : Rule(new("CSEC8040", "dockerfile-docker-group", Severity.Medium,
    "User is in the group docker",
    "Leave the user out of the group; build without the engine of the host.")
{
    References = ["CIS Docker 4.1", "CIS Docker 5.32"],
}), IJudges<ShellCommand>
{
    private const string Group = "docker";

    public void Judge(ShellCommand command, RuleContext context)
    {
        if (Joined(command).Any(g => g.Split(',').Contains(Group)))
            context.Report(
                command,
                $"{command.Name} puts a user into the group {Group}, whose members are root on the host as soon as the "
                    + $"engine's socket is mounted. Allowed: users without that group.");
    }

    private static IEnumerable<string> Joined(ShellCommand command)
    {
        string[] words = [.. command.Arguments.Select(a => a.Text).Where(t => t is not ("--quiet" or "-q"))];
        bool hasOptions = words.Any(w => w.StartsWith("-", StringComparison.Ordinal));
        return command.Name switch
        {
            "useradd" or "usermod" => OptionValues.Of(command, 'G', "groups").Concat(OptionValues.Of(command, 'g', "gid")),
            "gpasswd" when command.Has("-a", "--add", "-M", "--members") && words.Length > 1 => [words[words.Length - 1]],
            "adduser" => OptionValues.Of(command, 'G', "ingroup").Concat(words.Length == 2 && !hasOptions ? [words[1]] : []),
            "addgroup" when words.Length == 2 && !hasOptions => [words[1]],
            "groupmems" => OptionValues.Of(command, 'g', "group"),
            _ => [],
        };
    }
}
