using System.Text;

namespace ContainerSecurity.Helm.Templates.Parsing;

/// <summary>Cuts a template into words as Go's <c>text/template</c> does: text, delimiters with their trimming, and what is between.</summary>
internal sealed partial class Lexer
{
    private const string LeftComment = "/*";
    private const string RightComment = "*/";
    private const int TrimMarkerLength = 2;
    private const int EndOfText = -1;

    private readonly Delimiters delimiters;
    private string input;
    private int position;
    private int start;
    private int line = 1;
    private int startLine = 1;
    private int parentheses;
    private bool isInsideAction;
    private Token? found;

    public Lexer(string text, Delimiters delimiters)
    {
        input = text;
        this.delimiters = delimiters;
    }

    /// <summary>The next word; the end of the text again and again once it is reached.</summary>
    public Token Next()
    {
        found = null;
        bool isText = !isInsideAction;
        while (found is null)
            isText = isText ? ReadText() : ReadAction();
        return found.Value;
    }

    internal static bool IsSpace(int c) => c is ' ' or '\t' or '\r' or '\n';

    internal static bool IsWordCharacter(int c) => c == '_' || (Rune.IsValid(c) && Rune.IsLetterOrDigit(new Rune(c)));

    /// <summary>Reads text up to an action; answers whether text comes next.</summary>
    private bool ReadText()
    {
        int left = input.IndexOf(delimiters.Left, position, StringComparison.Ordinal);
        if (left < 0)
        {
            position = input.Length;
            CountLines();
            Emit(position > start ? TokenKind.Text : TokenKind.End);
            return true;
        }
        if (left > position)
        {
            position = left;
            int trimmed = HasLeftTrimMarker(left + delimiters.Left.Length) ? SpacesBefore(left) : 0;
            position -= trimmed;
            CountLines();
            Token text = Take(TokenKind.Text);
            position += trimmed;
            Ignore();
            if (text.Value.Length > 0)
            {
                found = text;
                return true;
            }
        }
        return ReadLeftDelimiter();
    }

    private bool ReadLeftDelimiter()
    {
        position += delimiters.Left.Length;
        int marker = HasLeftTrimMarker(position) ? TrimMarkerLength : 0;
        if (StartsWith(position + marker, LeftComment))
        {
            position += marker;
            Ignore();
            return ReadComment();
        }
        Token delimiter = Take(TokenKind.LeftDelimiter);
        isInsideAction = true;
        position += marker;
        Ignore();
        parentheses = 0;
        found = delimiter;
        return false;
    }

    private bool ReadComment()
    {
        int end = input.IndexOf(RightComment, position + LeftComment.Length, StringComparison.Ordinal);
        if (end < 0)
            return Fail("unclosed comment");
        position = end + RightComment.Length;
        bool isTrimming = IsTrimmedRightDelimiter();
        if (!isTrimming && !StartsWith(position, delimiters.Right))
            return Fail("comment ends before closing delimiter");
        position += (isTrimming ? TrimMarkerLength : 0) + delimiters.Right.Length;
        if (isTrimming)
            position += SpacesFrom(position);
        Ignore();
        return true;
    }

    private void ReadRightDelimiter()
    {
        bool isTrimming = IsTrimmedRightDelimiter();
        if (isTrimming)
        {
            position += TrimMarkerLength;
            Ignore();
        }
        position += delimiters.Right.Length;
        Token delimiter = Take(TokenKind.RightDelimiter);
        if (isTrimming)
        {
            position += SpacesFrom(position);
            Ignore();
        }
        isInsideAction = false;
        found = delimiter;
    }

    private bool IsTrimmedRightDelimiter() => HasRightTrimMarker(position) && StartsWith(position + TrimMarkerLength, delimiters.Right);

    private bool IsAtRightDelimiter() => IsTrimmedRightDelimiter() || StartsWith(position, delimiters.Right);

    private bool HasLeftTrimMarker(int at) => at + 1 < input.Length && input[at] == '-' && IsSpace(input[at + 1]);

    private bool HasRightTrimMarker(int at) => at + 1 < input.Length && IsSpace(input[at]) && input[at + 1] == '-';

    private bool StartsWith(int at, string text) => at <= input.Length && string.CompareOrdinal(input, at, text, 0, text.Length) == 0;

    private int SpacesBefore(int end)
    {
        int at = end;
        while (at > start && IsSpace(input[at - 1]))
            at--;
        return end - at;
    }

    private int SpacesFrom(int at)
    {
        int end = at;
        while (end < input.Length && IsSpace(input[end]))
            end++;
        return end - at;
    }

    private Token Take(TokenKind kind)
    {
        var token = new Token(kind, start, input.Substring(start, position - start), startLine);
        start = position;
        startLine = line;
        return token;
    }

    private void Emit(TokenKind kind) => found = Take(kind);

    private void Ignore()
    {
        CountLines();
        start = position;
        startLine = line;
    }

    /// <summary>Counts the lines of what was passed without <see cref="Read"/>.</summary>
    private void CountLines() => line += input.AsSpan(start, position - start).Count('\n');

    /// <summary>Ends the text here with an error.</summary>
    private bool Fail(string message)
    {
        found = new Token(TokenKind.Error, start, message, startLine);
        input = "";
        start = position = 0;
        isInsideAction = false;
        return false;
    }

    private int Peek() => position >= input.Length ? EndOfText : CodePointAt(position);

    private int Read()
    {
        if (position >= input.Length)
            return EndOfText;
        int c = CodePointAt(position);
        position += c > char.MaxValue ? 2 : 1;
        if (c == '\n')
            line++;
        return c;
    }

    private void BackTo(int at)
    {
        line -= input.AsSpan(at, position - at).Count('\n');
        position = at;
    }

    private int CodePointAt(int at) =>
        char.IsHighSurrogate(input[at]) && at + 1 < input.Length && char.IsLowSurrogate(input[at + 1]) ? char.ConvertToUtf32(input, at) : input[at];
}
