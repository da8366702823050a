using System.Globalization;

namespace ContainerSecurity.Cel.Parsing;

/// <summary>Cuts text into tokens.</summary>
internal sealed class Lexer(string text, bool hasQuotedNames)
{
    private static readonly string[] TwoCharSymbols = ["==", "!=", "<=", ">=", "&&", "||"];
    private static readonly string[] OneCharSymbols = BuildOneCharSymbols();

    private int at;

    private static string[] BuildOneCharSymbols()
    {
        var symbols = new string[128];
        foreach (char c in "()[]{}.,:?+-*/%<>!")
            symbols[c] = string.Intern(c.ToString());
        return symbols;
    }

    public Token Next()
    {
        SkipBlank();
        if (at >= text.Length)
            return new(TokenKind.End, text.Length, 0, "<EOF>");
        int start = at;
        char c = text[at];
        if (StringReader.TryStart(text, at, out StringReader reader))
        {
            CelValue value = reader.Read(out at);
            return new(value.Kind == CelKind.Bytes ? TokenKind.Bytes : TokenKind.String, start, at - start, "", value);
        }
        if (IsIdentifierStart(c))
            return Word(start);
        if (c is >= '0' and <= '9' || (c == '.' && at + 1 < text.Length && text[at + 1] is >= '0' and <= '9'))
            return Number(start);
        if (c == '`' && !hasQuotedNames)
            throw new CelSyntaxException(at, "unsupported syntax: '`'");
        if (c == '`')
            return Quoted(start);
        foreach (string symbol in TwoCharSymbols)
        {
            if (c == symbol[0] && at + 1 < text.Length && text[at + 1] == symbol[1])
            {
                at += 2;
                return new(TokenKind.Symbol, start, 2, symbol);
            }
        }
        if (c < 128 && OneCharSymbols[c] is { } known)
        {
            at++;
            return new(TokenKind.Symbol, start, 1, known);
        }
        throw new CelSyntaxException(start, $"Syntax error: token recognition error at: '{c}'");
    }

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

    private static bool IsIdentifierStart(char c) => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '_';

    private Token Word(int start)
    {
        while (at < text.Length && (IsIdentifierStart(text[at]) || text[at] is >= '0' and <= '9'))
            at++;
        string word = text.Substring(start, at - start);
        TokenKind kind = word switch
        {
            "true" => TokenKind.True,
            "false" => TokenKind.False,
            "null" => TokenKind.Null,
            "in" => TokenKind.In,
            _ => TokenKind.Identifier,
        };
        return new(kind, start, at - start, word);
    }

    private Token Quoted(int start)
    {
        at++;
        while (at < text.Length && (IsIdentifierStart(text[at]) || text[at] is (>= '0' and <= '9') or '.' or '-' or '/' or ' '))
            at++;
        if (at >= text.Length || text[at] != '`' || at == start + 1)
            throw new CelSyntaxException(start, "Syntax error: token recognition error at: '`'");
        at++;
        return new(TokenKind.QuotedIdentifier, start, at - start, text.Substring(start + 1, at - start - 2));
    }

    private Token Number(int start)
    {
        if (text[at] == '0' && at + 1 < text.Length && text[at + 1] is 'x' or 'X')
        {
            at += 2;
            while (at < text.Length && Uri.IsHexDigit(text[at]))
                at++;
            string hex = text.Substring(start, at - start);
            return new(AcceptUnsigned() ? TokenKind.Uint : TokenKind.Int, start, at - start, hex);
        }
        bool isDouble = false;
        SkipDigits();
        if (at + 1 < text.Length && text[at] == '.' && text[at + 1] is >= '0' and <= '9')
        {
            isDouble = true;
            at++;
            SkipDigits();
        }
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            int digits = at + 1 < text.Length && text[at + 1] is '+' or '-' ? at + 2 : at + 1;
            if (digits < text.Length && text[digits] is >= '0' and <= '9')
            {
                isDouble = true;
                at = digits;
                SkipDigits();
            }
        }
        string number = text.Substring(start, at - start);
        return isDouble ? new(TokenKind.Double, start, at - start, number) : new(AcceptUnsigned() ? TokenKind.Uint : TokenKind.Int, start, at - start, number);
    }

    private void SkipDigits()
    {
        while (at < text.Length && text[at] is >= '0' and <= '9')
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
    public static CelValue Value(in Token token, bool negative)
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
