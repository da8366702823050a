using System.Globalization;

namespace ContainerSecurity.Cel.Parsing;

/// <summary>Cuts text into tokens.</summary>
internal sealed class Lexer(string text, bool hasQuotedNames)
{
    private static readonly string[] TwoCharSymbols = ["==", "!=", "<=", ">=", "&&", "||"];
    private static readonly string[] OneCharSymbols = BuildOneCharSymbols();

    private int _at;

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
        if (_at >= text.Length)
            return new(TokenKind.End, text.Length, 0, "<EOF>");
        int start = _at;
        char c = text[_at];
        if (StringReader.TryStart(text, _at, out StringReader reader))
        {
            CelValue value = reader.Read(out _at);
            return new(value.Kind == CelKind.Bytes ? TokenKind.Bytes : TokenKind.String, start, _at - start, "", value);
        }
        if (IsIdentifierStart(c))
            return Word(start);
        if (c is >= '0' and <= '9' || (c == '.' && _at + 1 < text.Length && text[_at + 1] is >= '0' and <= '9'))
            return Number(start);
        if (c == '`' && !hasQuotedNames)
            throw new CelSyntaxException(_at, "unsupported syntax: '`'");
        if (c == '`')
            return Quoted(start);
        foreach (string symbol in TwoCharSymbols)
        {
            if (c == symbol[0] && _at + 1 < text.Length && text[_at + 1] == symbol[1])
            {
                _at += 2;
                return new(TokenKind.Symbol, start, 2, symbol);
            }
        }
        if (c < 128 && OneCharSymbols[c] is { } known)
        {
            _at++;
            return new(TokenKind.Symbol, start, 1, known);
        }
        throw new CelSyntaxException(start, $"Syntax error: token recognition error at: '{c}'");
    }

    private void SkipBlank()
    {
        while (_at < text.Length)
        {
            char c = text[_at];
            if (c is ' ' or '\t' or '\r' or '\n' or '\f')
                _at++;
            else if (c == '/' && _at + 1 < text.Length && text[_at + 1] == '/')
                while (_at < text.Length && text[_at] != '\n')
                    _at++;
            else
                return;
        }
    }

    private static bool IsIdentifierStart(char c) => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '_';

    private Token Word(int start)
    {
        while (_at < text.Length && (IsIdentifierStart(text[_at]) || text[_at] is >= '0' and <= '9'))
            _at++;
        string word = text.Substring(start, _at - start);
        TokenKind kind = word switch
        {
            "true" => TokenKind.True,
            "false" => TokenKind.False,
            "null" => TokenKind.Null,
            "in" => TokenKind.In,
            _ => TokenKind.Identifier,
        };
        return new(kind, start, _at - start, word);
    }

    private Token Quoted(int start)
    {
        _at++;
        while (_at < text.Length && (IsIdentifierStart(text[_at]) || text[_at] is (>= '0' and <= '9') or '.' or '-' or '/' or ' '))
            _at++;
        if (_at >= text.Length || text[_at] != '`' || _at == start + 1)
            throw new CelSyntaxException(start, "Syntax error: token recognition error at: '`'");
        _at++;
        return new(TokenKind.QuotedIdentifier, start, _at - start, text.Substring(start + 1, _at - start - 2));
    }

    private Token Number(int start)
    {
        if (text[_at] == '0' && _at + 1 < text.Length && text[_at + 1] is 'x' or 'X')
        {
            _at += 2;
            while (_at < text.Length && Uri.IsHexDigit(text[_at]))
                _at++;
            string hex = text.Substring(start, _at - start);
            return new(AcceptUnsigned() ? TokenKind.Uint : TokenKind.Int, start, _at - start, hex);
        }
        bool isDouble = false;
        SkipDigits();
        if (_at + 1 < text.Length && text[_at] == '.' && text[_at + 1] is >= '0' and <= '9')
        {
            isDouble = true;
            _at++;
            SkipDigits();
        }
        if (_at < text.Length && text[_at] is 'e' or 'E')
        {
            int digits = _at + 1 < text.Length && text[_at + 1] is '+' or '-' ? _at + 2 : _at + 1;
            if (digits < text.Length && text[digits] is >= '0' and <= '9')
            {
                isDouble = true;
                _at = digits;
                SkipDigits();
            }
        }
        string number = text.Substring(start, _at - start);
        return isDouble ? new(TokenKind.Double, start, _at - start, number) : new(AcceptUnsigned() ? TokenKind.Uint : TokenKind.Int, start, _at - start, number);
    }

    private void SkipDigits()
    {
        while (_at < text.Length && text[_at] is >= '0' and <= '9')
            _at++;
    }

    private bool AcceptUnsigned()
    {
        if (_at >= text.Length || text[_at] is not ('u' or 'U'))
            return false;
        _at++;
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
