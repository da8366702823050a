namespace ContainerSecurity.Sources;

/// <summary>A commit.</summary>
/// <param name="Id">Its full name.</param>
/// <param name="AuthorDate">When its author made it; null where it does not say so, or nonsense.</param>
public sealed record HistoryCommit(string Id, DateTimeOffset? AuthorDate);
