namespace ContainerSecurity.Cel.Parsing;

/// <summary>
/// The words of expressions, so that one that many expressions hold is one string: it is made once, and found by its
/// reference. A place holds one word, and the next one with the same place takes it over: there are never more.
/// </summary>
internal static class Words
{
    private const int Places = 1024;
    private const int MaxLength = 40;

    private static readonly string?[] Known = new string?[Places];

    /// <summary>A part of a text as a string.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the word starts.</param>
    /// <param name="length">Its length.</param>
    /// <param name="hash">A number that the same words have in common.</param>
    public static string Of(string text, int start, int length, uint hash)
    {
        if (length > MaxLength)
            return text.Substring(start, length);
        ref string? place = ref Known[(hash ^ (hash >> 15)) % Places];
        if (place is { } known && known.Length == length && string.CompareOrdinal(known, 0, text, start, length) == 0)
            return known;
        string word = text.Substring(start, length);
        place = word;
        return word;
    }
}
