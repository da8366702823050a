namespace ContainerSecurity.Secrets.Names;

/// <summary>The words that say something of names, each with its roles. Words are of small letters of ASCII, and looked up in any case.</summary>
internal sealed class NameLexicon
{
    private const int BucketBits = 9;

    private readonly int[] firsts = new int[1 << BucketBits];
    private readonly List<Entry> entries = new(512);

    /// <summary>Gives words a role beside those that they have.</summary>
    public NameLexicon With(NameRoles role, params string[] words)
    {
        foreach (string word in words)
        {
            int bucket = BucketOf(word, 0, word.Length);
            int index = Find(word, 0, word.Length);
            if (index > 0)
            {
                entries[index - 1] = entries[index - 1] with { Roles = entries[index - 1].Roles | role };
                continue;
            }
            entries.Add(new Entry(word, role, firsts[bucket]));
            firsts[bucket] = entries.Count;
        }
        return this;
    }

    /// <summary>The roles of the word in a part of a text.</summary>
    public NameRoles RolesOf(string text, int start, int length) =>
        length > 0 && Find(text, start, length) is > 0 and int index ? entries[index - 1].Roles : NameRoles.None;

    private int Find(string text, int start, int length)
    {
        int index = firsts[BucketOf(text, start, length)];
        while (index > 0 && !IsAt(entries[index - 1].Word, text, start, length))
            index = entries[index - 1].Next;
        return index;
    }

    private static int BucketOf(string text, int start, int length)
    {
        uint hash = (uint)length;
        hash = hash * 31 + (text[start] | 0x20u);
        hash = hash * 31 + (text[start + length / 2] | 0x20u);
        hash = hash * 31 + (text[start + length - 1] | 0x20u);
        return (int)((hash * 0x9E3779B1u) >> (32 - BucketBits));
    }

    private static bool IsAt(string word, string text, int start, int length)
    {
        if (word.Length != length)
            return false;
        for (int i = 0; i < length; i++)
            if ((text[start + i] | 0x20) != word[i])
                return false;
        return true;
    }

    /// <summary>A word, and the entry after it in the list of its bucket.</summary>
    private readonly record struct Entry(string Word, NameRoles Roles, int Next);
}
