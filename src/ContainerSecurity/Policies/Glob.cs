namespace ContainerSecurity.Policies;

/// <summary>Matches names and paths: <c>*</c> stands for any characters but <c>/</c>, <c>**</c> for any at all, <c>?</c> for one.</summary>
public static class Glob
{
    /// <summary>Whether a text matches a pattern as a whole, in time proportional to the product of their lengths.</summary>
    public static bool Matches(string pattern, string text)
    {
        _ = pattern ?? throw new ArgumentNullException(nameof(pattern));
        _ = text ?? throw new ArgumentNullException(nameof(text));
        bool[] reached = new bool[text.Length + 1];
        reached[0] = true;
        for (int p = 0; p < pattern.Length; p++)
        {
            if (pattern[p] != '*')
            {
                Advance(reached, text, pattern[p]);
                continue;
            }
            bool crosses = p + 1 < pattern.Length && pattern[p + 1] == '*';
            Spread(reached, text, crosses);
            if (!crosses)
                continue;
            p++;
            if (p + 1 >= pattern.Length || pattern[p + 1] != '/')
                continue;
            p++;
            KeepFolderStarts(reached, text);
        }
        return reached[text.Length];
    }

    private static void Advance(bool[] reached, string text, char c)
    {
        for (int i = text.Length; i > 0; i--)
            reached[i] = reached[i - 1] && (c == '?' ? text[i - 1] != '/' : text[i - 1] == c);
        reached[0] = false;
    }

    private static void Spread(bool[] reached, string text, bool crosses)
    {
        for (int i = 1; i <= text.Length; i++)
            reached[i] |= reached[i - 1] && (crosses || text[i - 1] != '/');
    }

    /// <summary><c>**/</c> also stands for no folder at all: what follows it starts where a folder's or file's name does.</summary>
    private static void KeepFolderStarts(bool[] reached, string text)
    {
        for (int i = 1; i <= text.Length; i++)
            reached[i] &= text[i - 1] == '/';
    }
}
