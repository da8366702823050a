namespace ContainerSecurity.Helm.Templates.Parsing;

/// <summary>A word of a template.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">The index of its first character.</param>
/// <param name="Value">Its text, or what is wrong.</param>
/// <param name="Line">The line it begins in, from 1.</param>
internal readonly record struct Token(TokenKind Kind, int Start, string Value, int Line)
{
    private const int Shown = 10;

    /// <summary>As messages show it.</summary>
    public override string ToString() =>
        Kind switch
        {
            TokenKind.End => "EOF",
            TokenKind.Error => Value,
            > TokenKind.Keyword => $"<{Value}>",
            _ when Value.Length > Shown => GoQuote.Quote(Value.Substring(0, Shown)) + "...",
            _ => GoQuote.Quote(Value),
        };
}
