namespace ContainerSecurity.Secrets.Names;

/// <summary>Looks for several words at once, in any case.</summary>
internal static class WordSearch
{
    /// <summary>Whether a text has one of the words.</summary>
    public static bool HasOneOf(this string text, IReadOnlyList<string> words) => text.HasOneOf(words, 0, text.Length);

    /// <summary>Whether a part of a text has one of the words.</summary>
    public static bool HasOneOf(this string text, IReadOnlyList<string> words, int start, int end)
    {
        for (int i = 0; i < words.Count; i++)
            if (text.IndexOf(words[i], start, end - start, StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        return false;
    }

    /// <summary>Whether a text begins with one of the words.</summary>
    public static bool BeginsWithOneOf(this string text, IReadOnlyList<string> words)
    {
        for (int i = 0; i < words.Count; i++)
            if (text.StartsWith(words[i], StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
