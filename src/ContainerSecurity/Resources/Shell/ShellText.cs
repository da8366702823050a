using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Shell;

/// <summary>A text of shell commands and where it stands.</summary>
/// <param name="Text">The text.</param>
/// <param name="Place">The field that holds it.</param>
/// <param name="Map">Where the characters stand.</param>
/// <param name="Offset">The text's first character on the map.</param>
internal sealed record ShellText(string Text, DocumentLocation Place, SourceMap Map, int Offset)
{
    /// <summary>The place of a piece of the text.</summary>
    public DocumentLocation Locate(int start, int end) => Place with { Span = Map.Span(Offset + start, Offset + end) };

    /// <summary>A piece of the text.</summary>
    public ShellText Part(int start, int end) => new(Text.Substring(start, end - start), Place, Map, Offset + start);

    /// <summary>A text inside one word, whose characters have no places of their own.</summary>
    public static ShellText Inside(string text, DocumentLocation place) => new(text, place, new SourceMap(place.Span), 0);
}
