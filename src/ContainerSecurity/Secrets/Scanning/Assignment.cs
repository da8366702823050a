using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Scanning;

/// <summary>
/// The place of a value that is given to a name: <c>name = "value"</c>, <c>name: value</c>, <c>"name" => 'value'</c>,
/// <c>("name", "value")</c>.
/// </summary>
internal readonly record struct Assignment(int NameEnd, int ValueStart)
{
    /// <summary>How far behind a word the name may go on.</summary>
    private const int LongestSuffix = 30;

    private const int LongestName = 60;

    private static readonly CharacterSet NameCharacters = CharacterSet.Word | CharacterSet.Of(".-");

    private static readonly CharacterSet SuffixCharacters = NameCharacters | CharacterSet.Of(" \t");

    private static readonly CharacterSet ClosingCharacters = CharacterSet.Space | CharacterSet.Of("'\"`\\])");

    private static readonly CharacterSet OperatorCharacters = CharacterSet.Of("=:>|?,");

    private static readonly CharacterSet OpeningCharacters = CharacterSet.Space | CharacterSet.Of("'\"`\\=@$(");

    private static readonly CharacterSet DelimiterCharacters = CharacterSet.Space | CharacterSet.Of("'\"`;,)]}<&|#\\");

    /// <summary>Reads on from the end of a word in a name.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The index behind the word.</param>
    /// <param name="end">The index behind the text.</param>
    /// <param name="assignment">The assignment.</param>
    /// <param name="readTo">The index up to which the text was read.</param>
    /// <returns>Whether a value is given there.</returns>
    public static bool TryRead(string text, int at, int end, out Assignment assignment, out int readTo)
    {
        assignment = default;
        int nameEnd = Skip(text, at, Math.Min(end, at + LongestSuffix), SuffixCharacters);
        int operatorStart = Skip(text, nameEnd, Math.Min(end, nameEnd + 4), ClosingCharacters);
        readTo = operatorStart;
        int operatorEnd = Skip(text, operatorStart, Math.Min(end, operatorStart + 3), OperatorCharacters);
        if (operatorEnd == operatorStart || (operatorEnd == operatorStart + 1 && text[operatorStart] is '|' or '?'))
            return false;
        readTo = operatorEnd;
        int valueStart = Skip(text, operatorEnd, Math.Min(end, operatorEnd + 8), OpeningCharacters);
        if (valueStart == end)
            return false;
        assignment = new Assignment(nameEnd, valueStart);
        return true;
    }

    /// <summary>The index of the first character of the name that a word is part of.</summary>
    public static int NameStart(string text, int wordStart, int start)
    {
        int first = Math.Max(start, wordStart - LongestName);
        while (wordStart > first && NameCharacters.Contains(text[wordStart - 1]))
            wordStart--;
        return wordStart;
    }

    /// <summary>Whether a value ends at an index.</summary>
    public static bool IsValueEnd(string text, int at, int end) =>
        at == end || DelimiterCharacters.Contains(text[at]) || (text[at] == '.' && (at + 1 == end || CharacterSet.Space.Contains(text[at + 1])));

    private static int Skip(string text, int at, int end, CharacterSet set)
    {
        while (at < end && set.Contains(text[at]))
            at++;
        return at;
    }
}
