using ContainerSecurity.Documents;

namespace ContainerSecurity.Sources;

/// <summary>What a repository is: whole or in part, with a working tree or without one.</summary>
internal sealed class GitRepository
{
    private readonly IGit git;

    private GitRepository(IGit git, IReadOnlyList<string> told)
    {
        this.git = git;
        Prefix = told[0];
        IsShallow = told[1] == "true";
        IsBare = told[2] == "true";
        IsPartialClone = git.Pieces("config", "--list", "-z").Any(IsPromise);
        HasHead = git.TryLines("rev-parse", "-q", "--verify", "HEAD^{commit}") is not null;
    }

    /// <summary>The path from the top of the working tree to the folder that is searched, with a slash behind it; empty at the top.</summary>
    public string Prefix { get; }

    /// <summary>Whether the history is cut off.</summary>
    public bool IsShallow { get; }

    /// <summary>Whether there is no working tree.</summary>
    public bool IsBare { get; }

    /// <summary>Whether some contents are left where the repository was cloned from.</summary>
    public bool IsPartialClone { get; }

    /// <summary>Whether there is a commit that is checked out.</summary>
    public bool HasHead { get; }

    /// <summary>Looks at a repository.</summary>
    /// <exception cref="GitException">There is none, or it cannot be read.</exception>
    public static GitRepository Open(IGit git)
    {
        IReadOnlyList<string> told = git.Lines("rev-parse", "--show-prefix", "--is-shallow-repository", "--is-bare-repository");
        return told.Count == 3 ? new GitRepository(git, told) : throw new GitException("git is too old: it does not say what the repository is.");
    }

    /// <summary>The files of the commit that is checked out: their contents by name, each with a path from the top.</summary>
    public Dictionary<string, string> FilesOfHead()
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string id, string path) in HasHead ? FilesOf("HEAD") : [])
            files[id] = path;
        return files;
    }

    /// <summary>The files of a tree.</summary>
    public IEnumerable<(string Id, string Path)> FilesOf(string tree)
    {
        foreach (string line in git.Pieces("ls-tree", "-r", "-z", "--full-tree", tree))
        {
            int tab = line.IndexOf('\t');
            string[] words = line.Substring(0, Math.Max(tab, 0)).Split(' ');
            if (words is [_, "blob", var id])
                yield return (id, line.Substring(tab + 1));
        }
    }

    /// <summary>The contents that are not here but where the repository was cloned from.</summary>
    public HashSet<string> FindMissing() => new(
        IsPartialClone
            ? git.Lines("rev-list", "--objects", "--all", "--missing=print").Where(l => l.StartsWith("?", StringComparison.Ordinal)).Select(l => l.Substring(1))
            : [],
        StringComparer.Ordinal);

    /// <summary>What people should know of the history before they trust its silence.</summary>
    public IEnumerable<DocumentNote> Notes(string shown, int missing)
    {
        if (IsShallow)
            yield return new DocumentNote(shown, SourceSpan.FileStart,
                "The repository is a shallow clone: what was before its first commits is not here and was not searched. 'git fetch --unshallow' brings it.");
        if (IsPartialClone)
            yield return new DocumentNote(shown, SourceSpan.FileStart,
                $"The repository is a partial clone: {missing} objects are not here and were not searched. A full clone has them.");
    }

    private static bool IsPromise(string setting) =>
        setting.StartsWith("extensions.partialclone\n", StringComparison.OrdinalIgnoreCase)
        || (setting.StartsWith("remote.", StringComparison.OrdinalIgnoreCase)
            && (setting.EndsWith(".promisor\ntrue", StringComparison.OrdinalIgnoreCase)
                || setting.IndexOf(".partialclonefilter\n", StringComparison.OrdinalIgnoreCase) >= 0));
}
