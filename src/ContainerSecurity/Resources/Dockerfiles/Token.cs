namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>A piece of a logical line.</summary>
/// <param name="Text">The text as it counts: without quotes in a flag, unescaped in a JSON form, as written elsewhere.</param>
/// <param name="Start">The offset of its first character.</param>
/// <param name="End">The offset after its last character.</param>
internal readonly record struct Token(string Text, int Start, int End);
