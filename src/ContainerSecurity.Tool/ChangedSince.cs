using System.CommandLine;
using System.CommandLine.Parsing;
using ContainerSecurity.Policies;
using ContainerSecurity.Sources;
using ContainerSecurity.Tool.Secrets;

namespace ContainerSecurity.Tool;

/// <summary><c>--changed-since REF</c>: only what a change brought, judged by comparing the decisions of now with those of before.</summary>
internal sealed class ChangedSince
{
    private readonly Option<string?> since = new("--changed-since")
    {
        Description = "Only findings that were not there where the history of this branch, tag or commit of Git parts from what is checked out.",
    };

    public void AddTo(Command command) => command.Options.Add(since);

    /// <summary>Whether a comparison is asked for.</summary>
    public bool IsWanted(ParseResult parsed) => parsed.GetValue(since) is not null;

    /// <summary>Whether a comparison is asked for.</summary>
    public bool IsWantedBy(CommandResult result) => result.GetValue(since) is not null;

    /// <summary>Leaves out of the decisions what was there before.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="engine">What judges, now and before.</param>
    /// <param name="paths">What is scanned.</param>
    /// <param name="which">Which files are taken.</param>
    /// <param name="decisions">The decisions on what is there now.</param>
    /// <param name="told">Receives what was left out, as a line for people.</param>
    /// <exception cref="GitException">There is no repository, or no such commit.</exception>
    public IEnumerable<Decision> Filter(ParseResult parsed, PolicyEngine engine, string[] paths, SourceDiscoveryOptions which, IEnumerable<Decision> decisions,
        Action<string> told)
    {
        if (parsed.GetValue(since) is not { } revision)
            return decisions;
        string[] files = [.. paths.Where(p => p != BoundedInput.Path)];
        string top = WorkingTree.TopOf(files.FirstOrDefault() ?? ".")
            ?? throw new GitException("--changed-since compares with the history of a Git repository, and there is none here.");
        using GitChanges changes = GitChanges.Since(new GitProgram(top, keepsIndex: false), top, revision);
        var earlier = new EarlierFindings(changes.Touches);
        foreach (Decision decision in engine.Scan(changes.SourcesBefore(files, which)))
            earlier.Add(decision, changes.NamesNow);
        Decision[] left = [.. decisions.Select(earlier.Since)];
        if (earlier.LeftOut > 0)
            told($"{Documents.Counted.Of(earlier.LeftOut, "finding")} that {(earlier.LeftOut == 1 ? "was" : "were")} there before '{revision}' left out.");
        return left;
    }
}
