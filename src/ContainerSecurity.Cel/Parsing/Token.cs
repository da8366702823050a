namespace ContainerSecurity.Cel.Parsing;

internal enum TokenKind
{
    End,
    Identifier,
    QuotedIdentifier,
    Int,
    Uint,
    Double,
    String,
    Bytes,
    Symbol,
    True,
    False,
    Null,
    In,
}

/// <summary>A token: its kind, where it is, and its text or value.</summary>
internal readonly struct Token(TokenKind kind, int start, int length, string text, CelValue value = default)
{
    public TokenKind Kind { get; } = kind;
    public int Start { get; } = start;
    public int Length { get; } = length;
    public string Text { get; } = text;
    public CelValue Value { get; } = value;

    // Compiled ahead of time, equal literals need not be one object.
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;
}
