using System.Collections.Concurrent;
using System.Globalization;

namespace ContainerSecurity.Sources;

/// <summary>
/// Walks commits from the first to the last, and gives the files of each that its parents have not: of a merge those
/// that differ from all parents.
/// </summary>
/// <param name="git">Runs git.</param>
/// <param name="repository">The repository.</param>
/// <param name="options">Which commits are walked.</param>
internal sealed class GitWalk(IGit git, GitRepository repository, GitHistoryOptions options)
{
    private const string Stash = "refs/stash";
    private const string NoObject = "0000000000000000";
    private const string SubmoduleMode = "160000";

    /// <summary>Names as <c>rev-list</c> writes them, and the date of each until its files have come.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset?> dates = new(StringComparer.Ordinal);

    /// <summary>How many commits were walked.</summary>
    public int Commits { get; private set; }

    /// <summary>How many times a submodule was met, whose history is its own repository's.</summary>
    public int Submodules { get; private set; }

    /// <summary>The files, each with the commit that has it first.</summary>
    /// <exception cref="GitException">Git fails.</exception>
    public IEnumerable<HistoryBlob> Run() => options.IsStaged ? Staged() : Committed().Concat(options.IsPartial ? [] : OfOtherReferences());

    private IEnumerable<HistoryBlob> Committed()
    {
        using IGitCall list = git.Start(ListArguments());
        using IGitCall difference = git.Start([
            "diff-tree", "--stdin", "-r", "-c", "--root", "-z", "--no-renames", "--always", "--raw", "--no-abbrev", "--no-ext-diff", "--no-textconv",
            "--format=%H", "--", .. Paths]);
        list.Input.Dispose();
        Task feeding = Waiting.Run(() => Feed(list, difference));
        foreach (HistoryBlob blob in Read(difference))
            yield return blob;
        difference.End();
        feeding.GetAwaiter().GetResult();
        list.End();
    }

    private string[] Paths => repository.Prefix.Length == 0 ? [] : [$":(top,literal){repository.Prefix}"];

    private string[] ListArguments()
    {
        string[] wanted = options.Revisions.Count > 0 ? [.. options.Revisions] : ["--all", .. OlderStashes()];
        string[] times =
        [
            .. options.Since is { } since ? [$"--since={since}"] : (string[])[],
            .. options.Until is { } until ? [$"--until={until}"] : (string[])[],
        ];
        return ["rev-list", "--date-order", "--reverse", "--format=%aI", .. times, .. wanted, "--"];
    }

    /// <summary>Of stashes, a reference leads to the newest alone; its log leads to the others.</summary>
    private IReadOnlyList<string> OlderStashes() =>
        git.TryLines("rev-parse", "-q", "--verify", Stash) is null ? [] : git.TryLines("rev-list", "--walk-reflogs", Stash, "--") ?? [];

    /// <summary>Hands the names of commits on, and keeps their dates.</summary>
    private void Feed(IGitCall list, IGitCall difference)
    {
        const string Begin = "commit ";
        try
        {
            var reader = new GitText(list.Output);
            while (reader.ReadUntil((byte)'\n') is { } line)
                if (line.StartsWith(Begin, StringComparison.Ordinal) && reader.ReadUntil((byte)'\n') is var date)
                {
                    string id = line.Substring(Begin.Length);
                    dates[id] = DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset read) ? read : null;
                    difference.Write([id]);
                }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Who reads has ended, and says why.
        }
        finally
        {
            try
            {
                difference.Input.Dispose();
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // It has ended already.
            }
        }
    }

    private IEnumerable<HistoryBlob> Read(IGitCall difference)
    {
        var reader = new GitText(difference.Output);
        HistoryCommit? commit = null;
        while (reader.ReadUntil(0) is { } piece)
        {
            string line = piece.TrimStart('\n');
            if (line.Length == 0)
                continue;
            if (line[0] != ':')
                commit = CommitOf(line.Trim());
            else if (reader.ReadUntil(0) is { } path && ObjectOf(line) is { } id)
                yield return new HistoryBlob(id, path, commit);
        }
    }

    private HistoryCommit CommitOf(string id)
    {
        Commits++;
        dates.TryRemove(id, out DateTimeOffset? date);
        return new HistoryCommit(id, date);
    }

    /// <summary>
    /// The content that a line leads to: <c>:MODE MODE OLD NEW STATUS</c>, with a colon, a mode and a name more for each
    /// further parent. Null where the file is removed, or is a submodule.
    /// </summary>
    private string? ObjectOf(string line)
    {
        int parents = 0;
        while (parents < line.Length && line[parents] == ':')
            parents++;
        string[] words = line.Substring(parents).Split(' ');
        if (words.Length < (2 * parents) + 3)
            throw new GitException("git answers in a form that is not known.");
        if (words[parents] == SubmoduleMode)
        {
            Submodules++;
            return null;
        }
        string id = words[(2 * parents) + 1];
        return id.StartsWith(NoObject, StringComparison.Ordinal) ? null : id;
    }

    /// <summary>What is staged and differs from the commit that is checked out.</summary>
    private IEnumerable<HistoryBlob> Staged()
    {
        if (repository.HasHead)
        {
            using IGitCall difference = git.Start([
                "diff-index", "--cached", "-r", "-z", "--no-renames", "--raw", "--no-abbrev", "--no-ext-diff", "HEAD", "--", .. Paths]);
            difference.Input.Dispose();
            foreach (HistoryBlob blob in Read(difference))
                yield return blob;
            difference.End();
            yield break;
        }
        foreach (string line in git.Pieces("ls-files", "-s", "-z", "--full-name"))
            if (line.IndexOf('\t') is >= 0 and var tab && line.Substring(0, tab).Split(' ') is [not SubmoduleMode, var id, _])
                yield return new HistoryBlob(id, line.Substring(tab + 1), null);
    }

    /// <summary>The files of references that lead to no commit: tags of a tree or of a file.</summary>
    private IEnumerable<HistoryBlob> OfOtherReferences()
    {
        foreach (string line in git.Lines("for-each-ref", "--format=%(objecttype) %(objectname) %(*objecttype) %(*objectname) %(refname)"))
        {
            string[] words = line.Split([' '], 5);
            (string type, string id) = words[0] == "tag" ? (words[2], words[3]) : (words[0], words[1]);
            if (type == "blob")
                yield return new HistoryBlob(id, words[4], null);
            else if (type == "tree")
                foreach ((string file, string path) in repository.FilesOf(id))
                    yield return new HistoryBlob(file, path, null);
        }
    }
}
