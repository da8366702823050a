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
            if (word.Text.StartsWith("-", StringComparison.Ordinal))
            {
                flags.Add(word);
                i += TakesValue(word.Text) ? 1 : 0;
            }
            else
            {
                words.Add(word);
            }
        }
        Verb = words.Count > 0 ? words[0].Text : "";
        Packages = words.Count > 1 ? [.. words.Skip(1).Where(w => w.Text.Length > 0)] : [];
    }

    public PackageManager Manager { get; }

    public string Verb { get; }

    public IReadOnlyList<ShellWord> Packages { get; }

    public bool Installs => Manager.Install.Contains(Verb);

    public bool Updates => Manager.Update.Contains(Verb);

    public bool Upgrades => Manager.Upgrade.Contains(Verb);

    public bool Cleans => Manager.CleanedBy.Contains(Verb) || (Packages.Count > 0 && Manager.CleanedBy.Contains($"{Verb} {Packages[0]}"));

    /// <summary>Reads a command; null where it calls no package manager.</summary>
    public static PackageCommand? Of(ShellCommand command) => PackageManager.Of(command) is { } manager ? new PackageCommand(command, manager) : null;

    /// <summary>The packages whose version is left open; those that a variable names are not known.</summary>
    public IEnumerable<ShellWord> Unpinned()
    {
        if (!Installs || HasFlag(Manager.ListFlags) || HasFlag(Manager.VersionFlags))
            return [];
        IEnumerable<ShellWord> packages = Manager.ToString() == "go" && Verb == "run" ? Packages.Take(1) : Manager.ToString() == "yarn" ? [] : Packages;
        return packages.Where(p => p.IsLiteral && !IsPinned(p.Text));
    }

    /// <summary>Whether one of some flags is set, with or without a value.</summary>
    public bool HasFlag(IReadOnlyList<string> names) =>
        flags.Exists(f => names.Any(n => f.Text == n || f.Text.StartsWith(n + "=", StringComparison.Ordinal)));

    /// <summary>Whether a variable set for this command alone has a value.</summary>
    public string? Variable(string name) =>
        command.Assignments.FirstOrDefault(a => a.Text.StartsWith(name + "=", StringComparison.Ordinal))?.Text.Substring(name.Length + 1);

    public override string ToString() => $"{command.Name} {Verb}";

    private bool TakesValue(string flag) => Manager.Valued.Contains(flag) || Manager.VersionFlags.Contains(flag) || flag is "-e" or "--editable";

    private bool IsPinned(string package) =>
        IsPath(package)
        || Manager.Suffixes.Any(s => package.EndsWith(s, StringComparison.Ordinal))
        || Manager.Marks.Any(m => package.Contains(m))
        || Manager.ToString() switch
        {
            "npm" => package.Contains("://") ? package.Contains("#") : package.LastIndexOf('@') > 0,
            "go" => package.IndexOf('@') > 0 && !package.EndsWith("@latest", StringComparison.Ordinal),
            "pip" => package.StartsWith("git+", StringComparison.Ordinal)
                ? package.IndexOf('@', package.IndexOf("://", StringComparison.Ordinal) + 3) > 0
                : package.Contains(" @ ") || package.Contains("://"),
            "gem" => package is "true" or "false",
            _ => Manager.HasDashedVersion && IsVersioned(package),
        };

    private static bool IsPath(string package) => package[0] is '.' or '/' or '~' or '*';

    private static bool IsVersioned(string package)
    {
        for (int dash = package.IndexOf('-'); dash >= 0; dash = package.IndexOf('-', dash + 1))
            if (dash + 1 < package.Length && char.IsDigit(package[dash + 1]))
                return true;
        return package.Contains(":") || package.Contains("://") || package.Contains("=") || package[0] == '@';
    }
}
