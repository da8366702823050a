using System.Globalization;

namespace ContainerSecurity.Cel.Parsing;

/// <summary>Cuts text into tokens, and holds the one that it came to last.</summary>
internal sealed class Lexer(string text, bool hasQuotedNames)
{
    private int at;

    /// <summary>What the token is.</summary>
    public TokenKind Kind { get; private set; }
    /// <summary>The symbol that it is, as in <see cref="Parsing.Symbol"/>; 0 for anything else.</summary>
    public int Symbol { get; private set; }
    /// <summary>Where it starts.</summary>
    public int Start { get; private set; }
    /// <summary>The name or number.</summary>
    public string Text { get; private set; } = "";
    /// <summary>The string or bytes.</summary>
    public CelValue Value { get; private set; }
    /// <summary>The token as the text has it, for people.</summary>
    public string Shown => Kind switch
    {
        TokenKind.String or TokenKind.Bytes => Value.ToString(),
        TokenKind.Symbol => Parsing.Symbol.Text(Symbol),
        _ => Text,
    };

    /// <summary>Goes to the next token.</summary>
    public void Next()
    {
        SkipBlank();
        Start = at;
        Symbol = 0;
        if (at >= text.Length)
        {
            (Kind, Text) = (TokenKind.End, "<EOF>");
            return;
        }
        char c = text[at];
        if ((c is '"' or '\'' or 'r' or 'R' or 'b' or 'B') && StringReader.TryStart(text, at, out StringReader reader))
        {
            Value = reader.Read(out at);
            Kind = Value.Kind == CelKind.Bytes ? TokenKind.Bytes : TokenKind.String;
        }
        else if (IsIdentifierStart(c))
            Word();
        else if (IsDigit(c) || (c == '.' && at + 1 < text.Length && IsDigit(text[at + 1])))
            Number();
        else if (c == '`')
            Quoted();
        else
            ReadSymbol(c);
    }

    private void ReadSymbol(char c)
    {
        int symbol = at + 1 < text.Length ? c << 8 | text[at + 1] : 0;
        if (symbol is Parsing.Symbol.Equal or Parsing.Symbol.NotEqual or Parsing.Symbol.LessOrEqual
            or Parsing.Symbol.GreaterOrEqual or Parsing.Symbol.And or Parsing.Symbol.Or)
            at += 2;
        else if (IsSymbol(c))
        {
            symbol = c;
            at++;
        }
        else
            throw new CelSyntaxException(Start, $"Syntax error: token recognition error at: '{c}'");
        (Kind, Symbol) = (TokenKind.Symbol, symbol);
    }

    private static bool IsSymbol(char c) => c is '(' or ')' or '[' or ']' or '{' or '}' or '.' or ',' or ':' or '?'
        or '+' or '-' or '*' or '/' or '%' or '<' or '>' or '!';

    private void SkipBlank()
    {
        while (at < text.Length)
        {
            char c = text[at];
            if (c is ' ' or '\t' or '\r' or '\n' or '\f')
                at++;
            else if (c == '/' && at + 1 < text.Length && text[at + 1] == '/')
                while (at < text.Length && text[at] != '\n')
                    at++;
            else
                return;
        }
    }

    private static bool IsIdentifierStart(char c) => (uint)((c | 0x20) - 'a') <= 'z' - 'a' || c == '_';

    private static bool IsDigit(char c) => (uint)(c - '0') <= 9;

    private void Word()
    {
        uint hash = 17;
        for (; at < text.Length && (IsIdentifierStart(text[at]) || IsDigit(text[at])); at++)
            hash = unchecked(hash * 31 + text[at]);
        Text = Words.Of(text, Start, at - Start, hash);
        Kind = Text switch
        {
            "true" => TokenKind.True,
            "false" => TokenKind.False,
            "null" => TokenKind.Null,
            "in" => TokenKind.In,
            _ => TokenKind.Identifier,
        };
    }

    private void Quoted()
    {
        if (!hasQuotedNames)
            throw new CelSyntaxException(at, "unsupported syntax: '`'");
        at++;
        while (at < text.Length && (IsIdentifierStart(text[at]) || text[at] is (>= '0' and <= '9') or '.' or '-' or '/' or ' '))
            at++;
        if (at >= text.Length || text[at] != '`' || at == Start + 1)
            throw new CelSyntaxException(Start, "Syntax error: token recognition error at: '`'");
        at++;
        Kind = TokenKind.QuotedIdentifier;
        Text = text.Substring(Start + 1, at - Start - 2);
    }

    private void Number()
    {
        bool isDouble = false;
        if (text[at] == '0' && at + 1 < text.Length && text[at + 1] is 'x' or 'X')
        {
            at += 2;
            while (at < text.Length && Uri.IsHexDigit(text[at]))
                at++;
        }
        else
            isDouble = SkipDecimal();
        Text = text.Substring(Start, at - Start);
        Kind = isDouble ? TokenKind.Double : AcceptUnsigned() ? TokenKind.Uint : TokenKind.Int;
    }

    /// <summary>Skips a decimal number; whether it is a double.</summary>
    private bool SkipDecimal()
    {
        bool isDouble = false;
        SkipDigits();
        if (at + 1 < text.Length && text[at] == '.' && IsDigit(text[at + 1]))
        {
            isDouble = true;
            at++;
            SkipDigits();
        }
        if (at >= text.Length || text[at] is not ('e' or 'E'))
            return isDouble;
        int digits = at + 1 < text.Length && text[at + 1] is '+' or '-' ? at + 2 : at + 1;
        if (digits >= text.Length || !IsDigit(text[digits]))
            return isDouble;
        at = digits;
        SkipDigits();
        return true;
    }

    private void SkipDigits()
    {
        while (at < text.Length && IsDigit(text[at]))
            at++;
    }

    private bool AcceptUnsigned()
    {
        if (at >= text.Length || text[at] is not ('u' or 'U'))
            return false;
        at++;
        return true;
    }

    /// <summary>The value of a number's text.</summary>
    public static CelValue NumberOf(in Token token, bool negative)
    {
        string digits = token.Text;
        bool hex = digits.Length > 2 && digits[1] is 'x' or 'X';
        NumberStyles style = hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        string bare = hex ? digits.Substring(2) : digits;
        if (token.Kind == TokenKind.Double)
            return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double d) && !double.IsInfinity(d)
                ? CelValue.From(negative ? -d : d) : throw new CelSyntaxException(token.Start, "invalid double literal");
        if (!ulong.TryParse(bare, style, CultureInfo.InvariantCulture, out ulong u))
            throw new CelSyntaxException(token.Start, token.Kind == TokenKind.Uint ? "invalid uint literal" : "invalid int literal");
        if (token.Kind == TokenKind.Uint)
            return negative ? throw new CelSyntaxException(token.Start, "invalid uint literal") : CelValue.From(u);
        if (negative ? u > 1UL << 63 : u > long.MaxValue)
            throw new CelSyntaxException(token.Start, "invalid int literal");
        return CelValue.From(negative ? unchecked(-(long)u) : (long)u);
    }
}
