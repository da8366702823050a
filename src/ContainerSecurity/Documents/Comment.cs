namespace ContainerSecurity.Documents;

/// <summary>A comment: the region of its sign and its text.</summary>
/// <param name="Start">The offset of its sign.</param>
/// <param name="End">The offset behind its last character.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="StandsAlone">Whether nothing stands before it on its line.</param>
internal readonly record struct Comment(int Start, int End, int Line, bool StandsAlone);
