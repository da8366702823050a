using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build.Packages;

/// <summary>A call of a package manager: its verb, its flags, its packages.</summary>
internal sealed class PackageCommand
{
    private readonly ShellCommand command;
    private readonly List<ShellWord> flags = [];

    private PackageCommand(ShellCommand command, PackageManager manager)
    {
        this.command = command;
        Manager = manager;
        var words = new List<ShellWord>();
        int start = command.Name.StartsWith("python", StringComparison.Ordinal) ? 2 : 0;
        for (int i = start; i < command.Arguments.Count && command.Arguments[i].Text != "--"; i++)
        {
            ShellWord word = command.Arguments[i];
            if (manager.IsRunner && words.Count > 0)
                break;
            if (!word.Text.StartsWith("-", StringComparison.Ordinal) || word.Text == "-")
            {
                words.Add(word);
                continue;
            }
            flags.Add(word);
            i += TakesValue(word.Text) ? 1 : 0;
        }
        if (words.Count > 2 && manager.ToString() == "dotnet" && words[0].Text == "add" && words[2].Text == "package")
            words.RemoveAt(1);
        (Verb, int length) = VerbOf(words);
        Packages = [.. words.Skip(length).Where(w => w.Text.Length > 0)];
    }

    public PackageManager Manager { get; }

    public string Verb { get; }

    public IReadOnlyList<ShellWord> Packages { get; }

    public bool Installs => Manager.Install.Contains(Verb) || Manager.Fill.Contains(Verb);

    public bool Updates => Manager.Update.Contains(Verb);

    public bool Upgrades => Manager.Upgrade.Contains(Verb);

    public bool Cleans => Manager.CleanedBy.Contains(Verb);

    /// <summary>Reads a command; null where it calls no package manager.</summary>
    public static PackageCommand? Of(ShellCommand command) => PackageManager.Of(command) is { } manager ? new PackageCommand(command, manager) : null;

    /// <summary>The packages whose version is left open; those that a variable names are not known.</summary>
    public IEnumerable<ShellWord> Unpinned()
    {
        bool isRun = Manager.IsRunner || Manager.Run.Contains(Verb);
        if ((!isRun && !Manager.Install.Contains(Verb) && !Manager.Add.Contains(Verb)) || HasFlag(Manager.ListFlags) || HasFlag(Manager.VersionFlags)
            || (Verb == "add package" && HasFlag(["-v"])))
            return [];
        bool isOne = isRun || (Manager.ToString() == "go" && Verb == "run");
        return Packages.Take(isOne ? 1 : int.MaxValue).Where(p => p.IsLiteral && !PackageVersion.IsPinned(p.Text, Manager));
    }

    /// <summary>Whether one of some flags is set, with or without a value.</summary>
    public bool HasFlag(IReadOnlyList<string> names) =>
        flags.Exists(f => names.Any(n => f.Text == n || f.Text.StartsWith(n + "=", StringComparison.Ordinal)));

    /// <summary>Whether a variable set for this command alone has a value.</summary>
    public string? Variable(string name) =>
        command.Assignments.FirstOrDefault(a => a.Text.StartsWith(name + "=", StringComparison.Ordinal))?.Text.Substring(name.Length + 1);

    public override string ToString() => $"{command.Name} {Verb}".TrimEnd();

    private bool TakesValue(string flag) =>
        !flag.Contains("=") && (Manager.Valued.Contains(flag) || Manager.VersionFlags.Contains(flag) || Manager.ListFlags.Contains(flag));

    /// <summary>The verb, which may have three words, and how many words it takes.</summary>
    private (string Verb, int Length) VerbOf(List<ShellWord> words)
    {
        if (Manager.IsRunner)
            return ("", 0);
        if (Manager.HasFlagVerbs)
            return (Manager.Add.FirstOrDefault(v => flags.Exists(f => IsFlagVerb(f.Text, v))) ?? "", 0);
        for (int length = Math.Min(3, words.Count); length > 1; length--)
            if (string.Join(" ", words.Take(length).Select(w => w.Text)) is var verb && Manager.Knows(verb))
                return (verb, length);
        return words.Count > 0 ? (words[0].Text, 1) : ("", 0);
    }

    /// <summary>Whether a flag of pacman, such as <c>-Syu</c>, brings packages; <c>-Ss</c> and its like only ask.</summary>
    private static bool IsFlagVerb(string flag, string verb) =>
        flag == "--sync" || (flag.StartsWith(verb, StringComparison.Ordinal) && flag.Substring(verb.Length).All(c => "yuwqdf".IndexOf(c) >= 0));
}
