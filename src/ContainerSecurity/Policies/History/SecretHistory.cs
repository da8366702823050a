using ContainerSecurity.Documents;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Policies;

/// <summary>
/// Searches the history of a Git repository for secrets: every content that a reference leads to, once, those of merges
/// and of removed files too. Each secret is found once, with the commit that brought it.
/// </summary>
public sealed class SecretHistory
{
    private readonly PolicyEngine engine;
    private readonly IGit git;
    private readonly GitHistoryOptions options;
    private readonly string folder;
    private readonly FoundSecrets secrets;
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly List<DocumentError> errors = [];
    private readonly List<DocumentNote> notes = [];
    private readonly Queue<Decision> passedOver = new();
    private readonly TextSelection selection = new(new SourceDiscoveryOptions { Type = SourceType.Text, Secrets = SecretScope.All });
    private readonly HashSet<string> passedOverPaths = new(StringComparer.Ordinal);

    /// <summary>Creates a search.</summary>
    /// <param name="engine">What judges; its type is <see cref="SourceType.Text"/>.</param>
    /// <param name="git">Runs git in the folder.</param>
    /// <param name="folder">The folder as it is shown: the top of a repository or one below it, to which the search keeps.</param>
    /// <param name="options">What is searched; null for the whole history.</param>
    /// <exception cref="ArgumentException">The engine does not read texts, or a revision is an option.</exception>
    public SecretHistory(PolicyEngine engine, IGit git, string folder = ".", GitHistoryOptions? options = null)
    {
        this.engine = engine ?? throw new ArgumentNullException(nameof(engine));
        this.git = git ?? throw new ArgumentNullException(nameof(git));
        this.folder = PathFilter.Shown(folder ?? throw new ArgumentNullException(nameof(folder))).TrimEnd('/');
        this.options = options ?? new GitHistoryOptions();
        if (engine.Options.Type != SourceType.Text)
            throw new ArgumentException("The engine must read texts.", nameof(engine));
        if (this.options.Revisions.Any(r => r.Length == 0 || r[0] == '-'))
            throw new ArgumentException("A revision names commits; it does not begin with '-'.", nameof(options));
        secrets = new FoundSecrets(engine.Detector.Value);
    }

    /// <summary>
    /// Searches. Gives a decision on each file as it is searched, which says nothing yet; then those on the secrets, and
    /// one with what people should know. What git says is wrong is an error: the history then has no clean verdict.
    /// </summary>
    /// <param name="files">The files of the working tree, whose secrets that no commit has are found too; null for none.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public IEnumerable<Decision> Run(IEnumerable<Source>? files = null, CancellationToken cancellationToken = default)
    {
        Dictionary<string, string> head = [];
        HashSet<string> missing = [];
        GitRepository? repository = null;
        Try(() =>
        {
            repository = GitRepository.Open(git);
            missing = repository.FindMissing();
            head = repository.FilesOfHead().Where(f => f.Value.StartsWith(repository.Prefix, StringComparison.Ordinal))
                .ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        });
        if (repository is not null)
        {
            notes.AddRange(repository.Notes(Shown(""), missing.Count));
            var walk = new GitWalk(git, repository, options);
            foreach (Decision decision in Search(walk.Run(), repository, missing, head, areNews: true, cancellationToken))
                yield return decision;
            if (secrets.AreOpen && options is { IsPartial: true, IsStaged: false })
                foreach (Decision _ in Search(Rest(head), repository, missing, head, areNews: false, cancellationToken))
                    continue;
            notes.Add(new DocumentNote(Shown(""), SourceSpan.FileStart, Told(walk)));
        }
        foreach (Decision decision in SearchFiles(files ?? [], cancellationToken))
            yield return decision;
        foreach (Decision decision in secrets.Decisions())
            yield return decision;
        yield return new Decision(Shown(""), 0, [], errors) { Notes = notes, IsAddition = true, IsOfMany = true, IsOfHistory = true };
    }

    /// <summary>Searches contents, several at a time; those of the commit that is checked out say what still stands.</summary>
    private IEnumerable<Decision> Search(IEnumerable<HistoryBlob> blobs, GitRepository repository, HashSet<string> missing, Dictionary<string, string> head,
        bool areNews, CancellationToken cancellation)
    {
        var asked = new Queue<HistoryBlob>();
        IEnumerable<HistoryBlob> wanted = blobs.Where(b => !missing.Contains(b.Id))
            .Select(b => b with { Path = Shown(Below(b.Path, repository)) })
            .Where(IsWanted);
        foreach (Decision decision in engine.Scan(SourcesOf(wanted, asked), null, cancellation))
        {
            while (passedOver.Count > 0)
                yield return passedOver.Dequeue();
            // What is behind the last one is about the policy, or says why there are no more.
            if (asked.Count == 0)
            {
                errors.AddRange(decision.Errors);
                continue;
            }
            HistoryBlob blob = asked.Dequeue();
            if (head.TryGetValue(blob.Id, out string? path))
                secrets.Stand(decision, Shown(Below(path, repository)));
            if (areNews)
                secrets.Add(decision, blob.Commit);
            errors.AddRange(decision.Errors.Where(e => e.IsFault));
            yield return OfHistory(decision);
        }
        while (passedOver.Count > 0)
            yield return passedOver.Dequeue();
    }

    private IEnumerable<Source> SourcesOf(IEnumerable<HistoryBlob> blobs, Queue<HistoryBlob> asked)
    {
        GitContents? contents = null;
        if (!Try(() => contents = new GitContents(git, options.MaxBytes)))
            yield break;
        using (contents)
        {
            using IEnumerator<(HistoryBlob, byte[]?)> read = contents!.Read(blobs).GetEnumerator();
            while (Try(read.MoveNext))
            {
                (HistoryBlob blob, byte[]? bytes) = read.Current;
                if (bytes is null)
                {
                    PassOver(blob.Path, PassedOverKind.TooLarge, $"A version of it is larger than {options.MaxBytes} bytes, and was not searched for secrets.");
                    continue;
                }
                asked.Enqueue(blob);
                yield return new Source(blob.Path, () => new MemoryStream(bytes, writable: false)) { IsFound = true };
            }
            Try(contents.End);
        }
    }

    /// <summary>Searches the files of the working tree that no commit has as they are.</summary>
    private IEnumerable<Decision> SearchFiles(IEnumerable<Source> files, CancellationToken cancellation)
    {
        foreach (Decision decision in engine.Scan(files.Select(Changed).OfType<Source>(), null, cancellation))
        {
            secrets.Add(decision, null);
            secrets.Stand(decision, decision.Source);
            errors.AddRange(decision.Errors);
            yield return OfHistory(decision);
        }
    }

    /// <summary>A file as a source that is not opened again; null where its content was searched already.</summary>
    private Source? Changed(Source file)
    {
        try
        {
            using Stream stream = file.Open();
            SourceBytes bytes = SourceBytes.Read(stream, options.MaxBytes);
            return !bytes.IsWhole ? file
                : seen.Contains(BlobName.Of(bytes.Buffer, bytes.Count, seen)) ? null
                : new Source(file.Name, bytes.Open) { IsFound = file.IsFound };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is opened again where that is reported.
            return file;
        }
    }

    /// <summary>Whether a content is searched: once, by the first path that people want searched.</summary>
    private bool IsWanted(HistoryBlob blob)
    {
        if (seen.Contains(blob.Id) || !options.Filter.Picks(blob.Path) || engine.Policy.Secrets.AllowedPaths.Any(p => Glob.Matches(p, blob.Path)))
            return false;
        TextChoice choice = selection.Choose(blob.Path, isPattern: false);
        if (choice.Reason is not { } reason)
            return seen.Add(blob.Id);
        PassOver(blob.Path, choice.PassedOver, reason);
        return false;
    }

    private void PassOver(string path, PassedOverKind kind, string reason)
    {
        if (passedOverPaths.Add(path))
            passedOver.Enqueue(new Decision(path, 0, [], []) { Skipped = reason, SkippedKind = kind, IsOfMany = true });
    }

    private static Decision OfHistory(Decision decision) =>
        decision with { Findings = [], Folded = [], Errors = [], IsSearched = decision.Skipped is null, IsOfHistory = true };

    private static IEnumerable<HistoryBlob> Rest(Dictionary<string, string> head) => head.Select(h => new HistoryBlob(h.Key, h.Value, null));

    private string Told(GitWalk walk) =>
        (options.IsStaged ? "What is staged was searched: " : $"The history was searched: {Counted.Of(walk.Commits, "commit")}, ")
        + $"{Counted.Of(seen.Count, "content")} of files."
        + (walk.Submodules > 0 ? " Submodules have histories of their own, which were not." : "");

    private string Shown(string path) => folder is "." or "" ? path.Length == 0 ? "." : path : path.Length == 0 ? folder : $"{folder}/{path}";

    private static string Below(string path, GitRepository repository) =>
        path.StartsWith(repository.Prefix, StringComparison.Ordinal) ? path.Substring(repository.Prefix.Length) : path;

    /// <summary>Does something that git may fail at, which is an error of the history.</summary>
    /// <returns>Whether it went well, and was not the end.</returns>
    private bool Try(Func<bool> action)
    {
        try
        {
            return action();
        }
        catch (IOException e)
        {
            errors.Add(new DocumentError(Shown(""), SourceSpan.FileStart, $"The history cannot be searched: {e.Message}"));
            return false;
        }
    }

    private bool Try(Action action) => Try(() =>
    {
        action();
        return true;
    });
}
