using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build.Packages;

/// <summary>
/// What is known about a package manager: its verbs, how a version is written, and where it keeps its cache. The table is
/// Rules/Data/package-managers.txt.
/// </summary>
internal sealed class PackageManager
{
    private static readonly Dictionary<string, PackageManager> ByProgram = Read()
        .SelectMany(m => m.programs.Select(p => (p, m)))
        .ToDictionary(p => p.p, p => p.m, StringComparer.Ordinal);

    private readonly IReadOnlyList<string> programs;
    private readonly Dictionary<string, IReadOnlyList<string>> facts = new(StringComparer.Ordinal);

    private PackageManager(IReadOnlyList<string> programs) => this.programs = programs;

    /// <summary>Verbs that bring packages and fill the cache.</summary>
    public IReadOnlyList<string> Install => Facts("installs");

    /// <summary>Verbs that fill the cache and name no packages.</summary>
    public IReadOnlyList<string> Fill => Facts("fills");

    /// <summary>Verbs whose words are packages, and which leave the cache of the system alone.</summary>
    public IReadOnlyList<string> Add => Facts("adds");

    /// <summary>Verbs whose first word alone is a package; a dot for a program that has no verb.</summary>
    public IReadOnlyList<string> Run => Facts("runs");

    public IReadOnlyList<string> Update => Facts("updates");

    public IReadOnlyList<string> Upgrade => Facts("upgrades");

    /// <summary>Flags whose value is a word of its own.</summary>
    public IReadOnlyList<string> Valued => Facts("valued");

    /// <summary>What stands before a version in a package's word.</summary>
    public IReadOnlyList<string> Marks => Facts("marks");

    /// <summary>Ends of names of package files, which have their version in them.</summary>
    public IReadOnlyList<string> Suffixes => Facts("files");

    /// <summary>How a version is written beside <see cref="Marks"/>.</summary>
    public string Naming => Facts("named") is [var naming] ? naming : "";

    /// <summary>Flags that name a list with versions instead of packages.</summary>
    public IReadOnlyList<string> ListFlags => Facts("lists");

    /// <summary>Flags that name the version.</summary>
    public IReadOnlyList<string> VersionFlags => Facts("version");

    /// <summary>The folders of the cache; empty where it is small or none.</summary>
    public IReadOnlyList<string> Caches => Facts("caches");

    /// <summary>The verbs that empty the cache.</summary>
    public IReadOnlyList<string> CleanedBy => Facts("cleans");

    /// <summary>Flags that keep the cache from being filled.</summary>
    public IReadOnlyList<string> NoCacheFlags => Facts("uncached");

    /// <summary>The variable that does the same; null where there is none.</summary>
    public string? NoCacheVariable => Facts("uncached-variable") is [var name] ? name : null;

    /// <summary>Whether the program has no verb: its first word is the package.</summary>
    public bool IsRunner => Run.Contains(".");

    /// <summary>Whether the verb is written as a flag, as that of pacman is.</summary>
    public bool HasFlagVerbs => Add.Any(a => a[0] == '-');

    /// <summary>Whether a text is a verb of the manager.</summary>
    public bool Knows(string verb) =>
        Install.Contains(verb) || Fill.Contains(verb) || Add.Contains(verb) || Run.Contains(verb)
        || Update.Contains(verb) || Upgrade.Contains(verb) || CleanedBy.Contains(verb);

    /// <summary>The manager that a command calls; null where it calls none. <c>python -m pip</c> is pip.</summary>
    public static PackageManager? Of(ShellCommand command)
    {
        bool isModule = command.Name.StartsWith("python", StringComparison.Ordinal) && command.Arguments is [{ Text: "-m" }, { Text: "pip" or "pip3" }, ..];
        return ByProgram.TryGetValue(
            isModule || command.Name.StartsWith("pip3.", StringComparison.Ordinal) ? "pip" : command.Name,
            out PackageManager? manager)
            ? manager
            : null;
    }

    public override string ToString() => programs[0];

    private IReadOnlyList<string> Facts(string name) => facts.TryGetValue(name, out IReadOnlyList<string>? values) ? values : [];

    private static List<PackageManager> Read()
    {
        var managers = new List<PackageManager>();
        foreach (string[] words in EmbeddedTable.Read("package-managers.txt"))
        {
            string[] values = [.. words.Skip(1)];
            if (words[0] == "manager")
                managers.Add(new PackageManager(values));
            else
                managers[managers.Count - 1].facts.Add(words[0], [.. values.Select(v => v.Replace('+', ' '))]);
        }
        return managers;
    }
}
