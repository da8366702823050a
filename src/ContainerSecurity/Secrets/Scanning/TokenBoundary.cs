using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Scanning;

/// <summary>Tells whether a match stands on its own, or is part of an identifier, a file name or encoded data.</summary>
internal static class TokenBoundary
{
    public static bool IsWhole(string text, int start, int end, int textStart, int textEnd) =>
        StartsWhole(text, start, textStart) && EndsWhole(text, end, textEnd) && !EncodedBlob.Holds(text, start, end, textStart, textEnd);

    /// <summary>Whether what begins at an index is no later part of a word.</summary>
    public static bool StartsWhole(string text, int start, int textStart)
    {
        if (start == textStart || !CharacterSet.Word.Contains(text[start]) || !CharacterSet.Word.Contains(text[start - 1]))
            return true;
        char before = text[start - 1];
        return start - 2 >= textStart
            && ((before is 'n' or 'r' or 't' && text[start - 2] == '\\')
                || (start - 3 >= textStart && text[start - 3] == '%' && IsHexadecimal(before) && IsHexadecimal(text[start - 2])));
    }

    private static bool EndsWhole(string text, int end, int textEnd)
    {
        if (end == textEnd)
            return true;
        if (CharacterSet.Word.Contains(text[end]))
            return !CharacterSet.Word.Contains(text[end - 1]);
        return text[end] != '.' || !IsFileEnding(text, end + 1, textEnd);
    }

    private static bool IsFileEnding(string text, int at, int textEnd)
    {
        int letters = 0;
        while (at < textEnd && letters < 5 && text[at] is >= 'a' and <= 'z')
        {
            at++;
            letters++;
        }
        return letters is >= 2 and <= 4 && (at == textEnd || !CharacterSet.Word.Contains(text[at]));
    }

    private static bool IsHexadecimal(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
