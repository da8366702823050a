using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>The text of one instruction: its lines joined, without comments and continuation characters.</summary>
/// <param name="Text">The text.</param>
/// <param name="Map">Where its characters stand.</param>
/// <param name="StartLine">The first line, from 1.</param>
/// <param name="EndLine">The last line, without here-documents.</param>
/// <param name="Comments">The comments on the lines right above.</param>
/// <param name="HasEmptyContinuation">Whether an empty line stands inside.</param>
internal sealed record LogicalLine(string Text, SourceMap Map, int StartLine, int EndLine, IReadOnlyList<string> Comments, bool HasEmptyContinuation);
