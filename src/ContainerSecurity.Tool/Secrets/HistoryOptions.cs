using System.CommandLine;
using System.CommandLine.Parsing;
using ContainerSecurity.Policies;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tool.Secrets;

/// <summary>The options that say which part of a repository's history is searched.</summary>
internal sealed class HistoryOptions
{
    private readonly Option<bool> git = new("--git")
    {
        Description = "Search the history of the Git repository too: every version of every file, of all branches, tags and stashes."
    };
    private readonly Option<string[]> branch = new("--branch") { Description = "Only the history of this branch, tag or commit (repeatable)." };
    private readonly Option<string[]> range = new("--range") { Description = "Only the commits of this range, such as main..HEAD (repeatable)." };
    private readonly Option<string?> since = new("--since") { Description = "Only commits after this date, such as 2026-01-31 or '2 weeks ago'." };
    private readonly Option<string?> until = new("--until") { Description = "Only commits before this date." };
    private readonly Option<bool> staged = new("--staged") { Description = "Only what is staged for the next commit, for a pre-commit hook." };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { git, branch, range, since, until, staged })
            command.Options.Add(option);
        foreach (Option<string[]> revisions in new[] { branch, range })
            revisions.Validators.Add(RefuseOptions);
    }

    /// <summary>Whether a history is searched.</summary>
    public bool IsWanted(ParseResult parsed) => parsed.GetValue(git) || IsPartial(parsed);

    /// <summary>Whether a part of a history is searched, and no file of the working tree.</summary>
    public bool IsPartial(ParseResult parsed) =>
        Revisions(parsed).Length > 0 || parsed.GetValue(since) is not null || parsed.GetValue(until) is not null || parsed.GetValue(staged);

    /// <summary>The search that is asked for.</summary>
    public SecretHistory Search(ParseResult parsed, PolicyEngine engine, string folder, PathFilter filter) =>
        new(engine, new GitProgram(folder, parsed.GetValue(staged)), folder, new GitHistoryOptions
        {
            Revisions = Revisions(parsed),
            Since = parsed.GetValue(since),
            Until = parsed.GetValue(until),
            IsStaged = parsed.GetValue(staged),
            Filter = filter,
        });

    private string[] Revisions(ParseResult parsed) => [.. parsed.GetValue(branch) ?? [], .. parsed.GetValue(range) ?? []];

    private static void RefuseOptions(OptionResult result)
    {
        if (result.Tokens.FirstOrDefault(t => t.Value.Length == 0 || t.Value[0] == '-') is { } token)
            result.AddError($"'{token.Value}' names no commits.");
    }
}
