using ContainerSecurity.Documents;

namespace ContainerSecurity.Sources;

/// <summary>Which part of a repository's history is searched.</summary>
public sealed class GitHistoryOptions
{
    /// <summary>Only commits more recent than this, as git reads dates: <c>2026-01-31</c>, <c>2 weeks ago</c>. The default value is null: all.</summary>
    public string? Since { get; init; }

    /// <summary>Only commits older than this, as git reads dates. The default value is null: all.</summary>
    public string? Until { get; init; }

    /// <summary>
    /// Commits and ranges, such as <c>main</c> or <c>main..HEAD</c>, whose history is searched. Empty, the default, for
    /// that of every branch, tag, stash and other reference.
    /// </summary>
    public IReadOnlyList<string> Revisions { get; init; } = [];

    /// <summary>Whether what is staged is searched, and no commit. The default value is false.</summary>
    public bool IsStaged { get; init; }

    /// <summary>Which paths are searched, as they are shown.</summary>
    public PathFilter Filter { get; init; } = new([], []);

    /// <summary>The largest file that is searched, in bytes; larger ones are counted. The default value is 16 Mi.</summary>
    public int MaxBytes { get; init; } = DocumentLimits.Default.MaxLength;

    /// <summary>Whether not the whole history is searched.</summary>
    internal bool IsPartial => IsStaged || Revisions.Count > 0 || Since is not null || Until is not null;
}
