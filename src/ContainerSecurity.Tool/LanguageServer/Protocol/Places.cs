namespace ContainerSecurity.Tool.LanguageServer.Protocol;

/// <summary>A place in a document.</summary>
/// <param name="Line">The line, from 0.</param>
/// <param name="Character">How many UTF-16 units of the line stand before it.</param>
internal readonly record struct Position(int Line, int Character)
{
    public bool IsBefore(Position other) => Line < other.Line || (Line == other.Line && Character < other.Character);
}

/// <summary>A region of a document; the end is exclusive.</summary>
internal readonly record struct Range(Position Start, Position End);

/// <summary>A region of a document that is named.</summary>
internal sealed record Location(string Uri, Range Range);

/// <summary>A change of a text: a region and what stands there then.</summary>
internal sealed record TextEdit(Range Range, string NewText);
