using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies;

/// <summary>A source whose text is in memory.</summary>
/// <param name="File">The text.</param>
/// <param name="Neighbour">Gives the text of a file beside it; missing where there is none, unknown where nobody can look.</param>
/// <param name="IsFound">Whether the source was come upon in a search, so that it may be none of ours.</param>
internal sealed record SourceText(SourceFile File, Func<string, Field<string>> Neighbour, bool IsFound = false);
