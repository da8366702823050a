namespace ContainerSecurity.Access.Audits;

/// <summary>What of an audit log is kept, and how much.</summary>
public sealed record AuditOptions
{
    /// <summary>The user names that matter, such as <c>ann</c> or <c>system:serviceaccount:shop:web</c>; empty for all.</summary>
    public IReadOnlyCollection<string> Users { get; init; } = [];

    /// <summary>
    /// How many names of objects are kept apart for one verb on one resource in one namespace; what names more counts
    /// as naming any. At least 1; the default is 100.
    /// </summary>
    public int MaxNames { get; init; } = 100;

    /// <summary>How many different requests are kept; a log with more is incomplete. At least 1; the default is 500,000.</summary>
    public int MaxRequests { get; init; } = 500_000;

    /// <summary>The longest line that is read, in bytes; a longer one is an error. At least 1; the default is 16 MiB.</summary>
    public int MaxLineLength { get; init; } = 16 * 1024 * 1024;

    /// <summary>How many errors are kept; the others are counted. The default is 100.</summary>
    public int MaxErrors { get; init; } = 100;

    /// <summary>
    /// How many requests are remembered to know the stages of one as one; further apart they count as several. At
    /// least 1; the default is 131,072.
    /// </summary>
    public int MaxOpenRequests { get; init; } = 128 * 1024;
}
