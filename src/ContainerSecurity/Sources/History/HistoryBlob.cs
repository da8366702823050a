namespace ContainerSecurity.Sources;

/// <summary>The content of a file at some time.</summary>
/// <param name="Id">Its name in the repository.</param>
/// <param name="Path">The file, as it is shown.</param>
/// <param name="Commit">The commit that has it first; null where none has.</param>
internal sealed record HistoryBlob(string Id, string Path, HistoryCommit? Commit);
