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

/// <summary>Symbols of two characters; those of one are the character itself.</summary>
internal static class Symbol
{
    public const int Equal = '=' << 8 | '=';
    public const int NotEqual = '!' << 8 | '=';
    public const int LessOrEqual = '<' << 8 | '=';
    public const int GreaterOrEqual = '>' << 8 | '=';
    public const int And = '&' << 8 | '&';
    public const int Or = '|' << 8 | '|';

    public static string Text(int symbol) => symbol < 128 ? ((char)symbol).ToString() : new string([(char)(symbol >> 8), (char)(symbol & 127)]);
}

/// <summary>A token that is no symbol: its kind, where it is, and its text or value.</summary>
internal readonly struct Token(TokenKind kind, int start, string text)
{
    public TokenKind Kind { get; } = kind;
    public int Start { get; } = start;
    public string Text { get; } = text;
}
