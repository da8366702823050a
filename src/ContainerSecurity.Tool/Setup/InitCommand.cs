using System.CommandLine;
using ContainerSecurity.Policies;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tool.Setup;

/// <summary><c>csec init</c>: the files that a repository begins with. It overwrites none.</summary>
internal sealed class InitCommand : Command
{
    private readonly Terminal terminal;
    private readonly Argument<string> folder = new("folder") { Description = "The top of the repository.", DefaultValueFactory = _ => "." };
    private readonly Option<string?> profile = new("--profile") { Description = "baseline, restricted, recommended (default), all or none." };
    private readonly Option<string[]> services = new("--ci")
    {
        Description = $"Write a file for the continuous integration of {string.Join(", ", CiFile.Services)}; repeatable (default: whichever the folder has).",
    };
    private readonly Option<bool> preCommit = new("--pre-commit") { Description = "Write a hook for pre-commit." };
    private readonly Option<bool> known = new("--baseline")
    {
        Description = $"Write what is found now to {CiFile.Baseline} as known, so that only new findings fail; the CI file then names it.",
    };

    public InitCommand(Terminal terminal)
        : base("init", "Writes what a repository begins with: a policy from what a scan finds, and files for CI.")
    {
        this.terminal = terminal;
        profile.AcceptWords([.. PolicyWords.Profiles.Keys]);
        services.CompletionSources.Add([.. CiFile.Services]);
        services.Validators.Add(result =>
        {
            foreach (string word in result.Tokens.Select(t => t.Value))
                if (CiFile.Find(word) is null)
                    result.AddError($"--ci does not take '{word}'{Suggestion.For(word, CiFile.Services)}. It takes {string.Join(", ", CiFile.Services)}.");
        });
        Arguments.Add(folder);
        foreach (Option option in new Option[] { profile, services, preCommit, known })
            Options.Add(option);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string root = parsed.GetValue(folder)!;
        if (!Directory.Exists(root))
        {
            terminal.Error.WriteLine($"csec: there is no folder '{root}'.");
            return ExitCode.BadInput;
        }
        Dictionary<string, string> files = Files(parsed, root, out string[] unread);
        foreach (string name in files.Keys.Where(n => Path.Exists(Path.Combine(root, n))))
        {
            terminal.Error.WriteLine($"csec: '{name}' is there already, so nothing was written. Remove it, or write by hand what it lacks.");
            return ExitCode.BadInput;
        }
        foreach ((string name, string text) in files)
        {
            string path = Path.Combine(root, name);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using (var stream = new FileStream(path, FileMode.CreateNew))
            using (var writer = new StreamWriter(stream))
                writer.Write(text);
            terminal.Lines.WriteLine($"wrote {name}");
        }
        foreach (string error in unread)
            terminal.Error.WriteLine($"csec: {error}");
        terminal.Lines.WriteLine("Next: csec scan");
        return ExitCode.Clean;
    }

    /// <summary>The texts of the files, by their names from the folder.</summary>
    private Dictionary<string, string> Files(ParseResult parsed, string root, out string[] unread)
    {
        Profile judged = parsed.GetValue(profile) is { } word ? PolicyWords.Profiles[word] : Policy.Default.Profile;
        SourceSelection found = SourceDiscovery.Find([root], new SourceDiscoveryOptions { IgnoreFiles = [".gitignore"], Secrets = SecretScope.Settings });
        Decision[] decisions = [.. new PolicyEngine(Policy.Default with { Profile = judged }).Scan(found.Sources)];
        unread = [.. decisions.SelectMany(d => d.Errors).Concat(found.Errors).Select(e => $"not read, and so not in the policy: {e}")];
        PolicyFinding[] findings = [.. decisions.SelectMany(d => d.Findings.Concat(d.Folded))];
        using var policy = new StringWriter();
        StartingPolicy.Write(Path.GetFileName(Path.GetFullPath(root).TrimEnd(Path.DirectorySeparatorChar)), judged, findings, policy);
        var files = new Dictionary<string, string> { [PolicyFile.Names[0]] = policy.ToString() };
        bool keepsKnown = parsed.GetValue(known);
        if (keepsKnown)
        {
            using var baseline = new StringWriter();
            Baseline.Write(findings, baseline, Path.Combine(root, CiFile.Baseline));
            files[CiFile.Baseline] = baseline.ToString();
        }
        string[] named = parsed.GetValue(services) ?? [];
        foreach (CiFile file in named.Length > 0 ? named.Select(n => CiFile.Find(n)!) : CiFile.UsedIn(root))
            files[file.Path] = file.Text(keepsKnown);
        if (parsed.GetValue(preCommit))
            files[CiFile.PreCommitPath] = CiFile.PreCommit;
        return files;
    }
}
