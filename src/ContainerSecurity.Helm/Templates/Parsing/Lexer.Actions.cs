using System.Globalization;
using System.Text;

namespace ContainerSecurity.Helm.Templates.Parsing;

/// <summary>What is between the delimiters.</summary>
internal sealed partial class Lexer
{
    private const string DecimalDigits = "0123456789_";
    private const string HexadecimalDigits = "0123456789abcdefABCDEF_";

    private static readonly Dictionary<string, TokenKind> Words = new(StringComparer.Ordinal)
    {
        ["block"] = TokenKind.Block,
        ["break"] = TokenKind.Break,
        ["continue"] = TokenKind.Continue,
        ["define"] = TokenKind.Define,
        ["else"] = TokenKind.Else,
        ["end"] = TokenKind.EndWord,
        ["if"] = TokenKind.If,
        ["nil"] = TokenKind.Nil,
        ["range"] = TokenKind.Range,
        ["template"] = TokenKind.Template,
        ["with"] = TokenKind.With,
        ["true"] = TokenKind.Bool,
        ["false"] = TokenKind.Bool,
    };

    /// <summary>Reads one word of an action; answers whether text comes next.</summary>
    private bool ReadAction()
    {
        if (IsAtRightDelimiter())
        {
            if (parentheses > 0)
                return Fail("unclosed left paren");
            ReadRightDelimiter();
            return false;
        }
        int before = position;
        int c = Read();
        switch (c)
        {
            case EndOfText:
                return Fail("unclosed action");
            case ' ' or '\t' or '\r' or '\n':
                BackTo(before);
                ReadSpace();
                break;
            case '=':
                Emit(TokenKind.Assign);
                break;
            case ':' when Read() != '=':
                return Fail("expected :=");
            case ':':
                Emit(TokenKind.Declare);
                break;
            case '|':
                Emit(TokenKind.Pipe);
                break;
            case '"':
                return ReadQuoted('"', TokenKind.String, "unterminated quoted string");
            case '\'':
                return ReadQuoted('\'', TokenKind.CharConstant, "unterminated character constant");
            case '`':
                return ReadRaw();
            case '$':
                return ReadName(TokenKind.Variable);
            case '.' when position < input.Length && input[position] is < '0' or > '9':
                return ReadName(TokenKind.Field);
            case '.' or '+' or '-' or (>= '0' and <= '9'):
                BackTo(before);
                return ReadNumber();
            case '(':
                parentheses++;
                Emit(TokenKind.LeftParenthesis);
                break;
            case ')' when --parentheses < 0:
                return Fail("unexpected right paren");
            case ')':
                Emit(TokenKind.RightParenthesis);
                break;
            case var _ when IsWordCharacter(c):
                return ReadWord();
            case > ' ' and < 0x7f:
                Emit(TokenKind.Char);
                break;
            default:
                return Fail($"unrecognized character in action: {Shown(c)}");
        }
        return false;
    }

    private void ReadSpace()
    {
        int spaces = SpacesFrom(position);
        position += spaces;
        line += input.AsSpan(position - spaces, spaces).Count('\n');
        if (HasRightTrimMarker(position - 1) && StartsWith(position - 1 + TrimMarkerLength, delimiters.Right))
        {
            BackTo(position - 1);
            if (spaces == 1)
            {
                ReadRightDelimiter();
                return;
            }
        }
        Emit(TokenKind.Space);
    }

    private bool ReadWord()
    {
        SkipWord();
        if (!IsAtTerminator())
            return Fail($"bad character {Shown(Peek())}");
        Emit(Words.TryGetValue(input.Substring(start, position - start), out TokenKind kind) ? kind : TokenKind.Identifier);
        return false;
    }

    /// <summary>Reads the rest of a field or a variable, whose first character was read.</summary>
    private bool ReadName(TokenKind kind)
    {
        if (IsAtTerminator())
        {
            Emit(kind == TokenKind.Variable ? kind : TokenKind.Dot);
            return false;
        }
        SkipWord();
        if (!IsAtTerminator())
            return Fail($"bad character {Shown(Peek())}");
        Emit(kind);
        return false;
    }

    private void SkipWord()
    {
        while (IsWordCharacter(Peek()))
            Read();
    }

    private bool IsAtTerminator() =>
        Peek() is var c && (IsSpace(c) || c is EndOfText or '.' or ',' or '|' or ':' or ')' or '(' || StartsWith(position, delimiters.Right));

    private bool ReadQuoted(char quote, TokenKind kind, string unterminated)
    {
        for (int c = Read(); c != quote; c = Read())
        {
            if (c == '\\')
                c = Read();
            if (c is EndOfText or '\n')
                return Fail(unterminated);
        }
        Emit(kind);
        return false;
    }

    private bool ReadRaw()
    {
        for (int c = Read(); c != '`'; c = Read())
            if (c == EndOfText)
                return Fail("unterminated raw quoted string");
        Emit(TokenKind.RawString);
        return false;
    }

    private bool ReadNumber()
    {
        TokenKind kind = TokenKind.Number;
        bool isNumber = SkipNumber();
        if (isNumber && Peek() is '+' or '-')
        {
            kind = TokenKind.Complex;
            isNumber = SkipNumber() && input[position - 1] == 'i';
        }
        if (!isNumber)
            return Fail($"bad number syntax: {GoQuote.Quote(input.Substring(start, position - start))}");
        Emit(kind);
        return false;
    }

    private bool SkipNumber()
    {
        Accept("+-");
        string digits = DecimalDigits;
        if (Accept("0"))
            digits = Accept("xX") ? HexadecimalDigits : Accept("oO") ? "01234567_" : Accept("bB") ? "01_" : digits;
        AcceptRun(digits);
        if (Accept("."))
            AcceptRun(digits);
        if ((digits.Length == DecimalDigits.Length && Accept("eE")) || (digits.Length == HexadecimalDigits.Length && Accept("pP")))
        {
            Accept("+-");
            AcceptRun(DecimalDigits);
        }
        Accept("i");
        if (!IsWordCharacter(Peek()))
            return true;
        Read();
        return false;
    }

    private bool Accept(string characters)
    {
        bool isAccepted = position < input.Length && characters.Contains(input[position], StringComparison.Ordinal);
        if (isAccepted)
            position++;
        return isAccepted;
    }

    private void AcceptRun(string characters)
    {
        while (Accept(characters))
        {
        }
    }

    private static string Shown(int c) =>
        c == EndOfText
            ? "EOF"
            : string.Create(CultureInfo.InvariantCulture, $"U+{c:X4} '{(Rune.IsValid(c) ? new Rune(c).ToString() : "\uFFFD")}'");
}
