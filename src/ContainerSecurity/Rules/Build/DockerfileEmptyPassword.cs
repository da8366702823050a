using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8042: every login asks for something (CIS Docker 4.1).</summary>
internal sealed class DockerfileEmptyPassword() : Rule(new("CSEC8042", "dockerfile-empty-password", Severity.High,
    "User has an empty password",
    "Lock the account: passwd -l, or usermod -L.")
{
    References = ["CIS Docker 4.1", "NIST SP 800-190 3.1.2"],
}), IJudges<ShellCommand>
{
    public void Judge(ShellCommand command, RuleContext context)
    {
        if (EmptiedBy(command) is { } user)
            context.Report(
                command,
                $"{command.Name} leaves {user} without a password: whoever reaches su or a login is that user. "
                    + $"Allowed: locked accounts.");
    }

    private static string? EmptiedBy(ShellCommand command) => command.Name switch
    {
        "passwd" when OptionValues.HasLetter(command, 'd') || command.Has("--delete") => Last(command),
        "usermod" or "useradd" when OptionValues.Of(command, 'p', "password").Any(v => v.Length == 0) => Last(command),
        "echo" or "printf" => Written(command),
        "sed" when command.Has("/etc/passwd", "/etc/shadow") => command.Arguments.Any(a => EmptiesField(a.Text)) ? "a user" : null,
        _ => null,
    };

    private static string Last(ShellCommand command) =>
        command.Arguments.LastOrDefault(a => a.Text.Length > 0 && a.Text[0] != '-') is { } user ? $"the user '{user}'" : "the user";

    /// <summary><c>echo 'root:' | chpasswd</c>, and a line without a hash for the files of users.</summary>
    private static string? Written(ShellCommand command)
    {
        bool isForUsers = command.Files.Any(f => f.Text is "/etc/passwd" or "/etc/shadow")
            || command.PipedInto?.Innermost is { Name: "tee" } tee && tee.Has("/etc/passwd", "/etc/shadow");
        bool isForReader = command.PipedInto?.Innermost.Name == "chpasswd";
        foreach (ShellWord word in command.Arguments.Where(_ => isForUsers || isForReader))
            foreach (string line in word.Text.Replace("\\n", "\n").Split('\n'))
                if (line.Split(':') is [{ Length: > 0 } name, "", ..] fields && (isForReader || fields.Length > 2) && word.IsLiteral)
                    return $"the user '{name}'";
        return null;
    }

    /// <summary>A substitution that takes the mark <c>x</c>, or a hash, out of the second field: <c>s/^root:x:/root::/</c>.</summary>
    private static bool EmptiesField(string script)
    {
        if (script.Length < 4 || script[0] != 's')
            return false;
        string[] parts = script.Substring(2).Split(script[1]);
        return parts.Length > 1 && parts[0].TrimStart('^').Contains(":") && !parts[0].Contains("::") && IsEmptied(parts[1]);
    }

    private static bool IsEmptied(string line) => line.IndexOf("::", StringComparison.Ordinal) is > 0 and var at && line.IndexOf(':') == at;
}
