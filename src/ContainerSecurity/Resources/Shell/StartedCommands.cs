namespace ContainerSecurity.Resources.Shell;

/// <summary>Knows the programs that start another one: <c>sudo</c>, <c>env</c>, <c>sh -c</c> and their like.</summary>
internal static class StartedCommands
{
    /// <summary>Deepest nesting of commands that is looked into.</summary>
    public const int MaxDepth = 16;

    /// <summary>The starters, with the flags that take a value of their own.</summary>
    private static readonly Dictionary<string, string[]> Starters = new(StringComparer.Ordinal)
    {
        ["sudo"] = ["-u", "-g", "-h", "-p", "-C", "-r", "-t", "-U", "-D"],
        ["doas"] = ["-u", "-C"],
        ["env"] = ["-u", "--unset", "-C", "--chdir"],
        ["nice"] = ["-n"],
        ["ionice"] = ["-c", "-n", "-p"],
        ["timeout"] = ["-s", "-k", "--signal", "--kill-after"],
        ["time"] = ["-f", "-o"],
        ["xargs"] = ["-n", "-I", "-L", "-P", "-d", "-a", "-s", "-E"],
        ["gosu"] = [],
        ["su-exec"] = [],
        ["exec"] = ["-a"],
        ["command"] = [],
        ["builtin"] = [],
        ["nohup"] = [],
        ["setsid"] = [],
        ["busybox"] = [],
        ["retry"] = [],
        ["eatmydata"] = [],
        ["chroot"] = [],
    };

    /// <summary>How many words stand before the command: a duration, a user, a folder.</summary>
    private static readonly Dictionary<string, int> Leading = new(StringComparer.Ordinal) { ["timeout"] = 1, ["gosu"] = 1, ["su-exec"] = 1, ["chroot"] = 1 };

    /// <summary>Adds what a command starts to it.</summary>
    public static ShellCommand Attach(ShellCommand command, int depth)
    {
        if (depth > MaxDepth)
            return command;
        if (Starters.TryGetValue(command.Name, out string[]? valued))
            Start(command, valued, depth);
        else if (ScriptOf(command) is var (words, dialect) && words.Length > 0)
            command.Inner.AddRange(dialect.Read(ShellText.Inside(string.Join(" ", words.Select(w => w.Text)), words[0].Location), [], depth + 1));
        return command;
    }

    /// <summary>What a command prints, word by word.</summary>
    public static IEnumerable<ShellText> PrintedBy(ShellCommand command) =>
        command.Name is "echo" or "printf"
            ? command.Arguments.Where(a => !a.Text.StartsWith("-", StringComparison.Ordinal))
                .Select(a => ShellText.Inside(a.Text.Replace("\\n", "\n"), a.Location))
            : [];

    private static void Start(ShellCommand command, string[] valued, int depth)
    {
        int at = 0, leading = Leading.TryGetValue(command.Name, out int count) ? count : 0;
        var assignments = new List<ShellWord>();
        for (; at < command.Arguments.Count; at++)
        {
            ShellWord word = command.Arguments[at];
            if (word.Text.StartsWith("-", StringComparison.Ordinal))
                at += Array.IndexOf(valued, word.Text) >= 0 ? 1 : 0;
            else if (ShellReader.IsAssignment(word.Text))
                assignments.Add(word);
            else if (leading-- <= 0)
                break;
        }
        if (at >= command.Arguments.Count)
            return;
        command.Started = Attach(new ShellCommand(assignments, [.. command.Arguments.Skip(at)], []), depth + 1);
        command.Inner.Add(command.Started);
    }

    /// <summary>The script that a shell gets as text: <c>sh -c</c>, <c>su -c</c>, <c>eval</c>, <c>cmd /c</c>, <c>powershell -Command</c>.</summary>
    private static (ShellWord[] Words, ShellDialect Dialect)? ScriptOf(ShellCommand command)
    {
        if (command.Name == "eval")
            return ([.. command.Arguments], ShellDialect.Posix);
        ShellDialect dialect = ShellDialects.OfProgram(command.Name);
        if (dialect != ShellDialect.Posix)
            return (dialect.ScriptOf(command.Arguments), dialect);
        if (!command.IsShell && command.Name != "su")
            return null;
        for (int i = 0; i + 1 < command.Arguments.Count; i++)
        {
            string text = command.Arguments[i].Text;
            if (text.Length > 1 && text[0] == '-' && text[1] != '-' && text.IndexOf('c') > 0)
                return ([command.Arguments[i + 1]], ShellDialect.Posix);
        }
        return null;
    }
}
