namespace ContainerSecurity.Secrets.Names;

/// <summary>The words of a name in camelCase, snake_case or kebab-case, one after the other; digits at the end of a word are left out.</summary>
internal struct NameParts(string text, int start, int end)
{
    private int at = start;

    /// <summary>The index of the current word's first character.</summary>
    public int Start { get; private set; }

    /// <summary>The current word's length.</summary>
    public int Length { get; private set; }

    /// <summary>Goes on to the next word.</summary>
    public bool MoveNext()
    {
        while (at < end && !char.IsLetterOrDigit(text[at]))
            at++;
        Start = at;
        if (at == end)
            return false;
        at++;
        while (at < end && char.IsLetterOrDigit(text[at]) && !BeginsWord(at))
            at++;
        Length = at - Start;
        while (Length > 1 && char.IsDigit(text[Start + Length - 1]))
            Length--;
        return true;
    }

    /// <summary>Whether the current word is one of a list.</summary>
    public readonly bool IsOneOf(string[] words)
    {
        foreach (string word in words)
            if (word.Length == Length && string.Compare(text, Start, word, 0, Length, StringComparison.OrdinalIgnoreCase) == 0)
                return true;
        return false;
    }

    /// <summary>Whether the current word is longer than one of a list and ends with it, as words in names without separators do.</summary>
    public readonly bool EndsWithOneOf(string[] words)
    {
        foreach (string word in words)
            if (word.Length < Length && string.Compare(text, Start + Length - word.Length, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0)
                return true;
        return false;
    }

    private readonly bool BeginsWord(int i) =>
        char.IsUpper(text[i]) && (char.IsLower(text[i - 1]) || char.IsDigit(text[i - 1]) || (i + 1 < end && char.IsLower(text[i + 1]) && !IsPluralEnd(i + 1)));

    /// <summary>The s of <c>APIs</c> belongs to the word in capitals.</summary>
    private readonly bool IsPluralEnd(int i) => text[i] == 's' && (i + 1 == end || !char.IsLower(text[i + 1]));
}
