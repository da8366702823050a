namespace ContainerSecurity.Hardening.Editing;

/// <summary>One change of a text.</summary>
/// <param name="Start">The offset of what is replaced.</param>
/// <param name="End">The offset behind it; the start for what is only inserted.</param>
/// <param name="Text">What stands there then.</param>
/// <param name="Depth">How deep in the document the change is: of two insertions at one place the deeper one comes first.</param>
internal readonly record struct TextEdit(int Start, int End, string Text, int Depth);
