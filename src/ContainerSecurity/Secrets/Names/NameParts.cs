namespace ContainerSecurity.Secrets.Names;

/// <summary>The words of a name in camelCase, snake_case or kebab-case, one after the other; digits at the end of a word are left out.</summary>
public ref struct NameParts
{
    private readonly string text;
    private readonly int end;
    private int at;

    /// <summary>Creates the words of a name; the first <see cref="MoveNext"/> goes to the first of them.</summary>
    /// <param name="name">The name.</param>
    public NameParts(string name)
        : this(name ?? throw new ArgumentNullException(nameof(name)), 0, name.Length)
    {
    }

    internal NameParts(string text, int start, int end)
    {
        this.text = text;
        this.end = end;
        at = start;
    }

    /// <summary>The index of the current word's first character.</summary>
    public int Start { get; private set; }

    /// <summary>The current word's length.</summary>
    public int Length { get; private set; }

    /// <summary>Goes on to the next word. Returns whether there is one.</summary>
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

    /// <summary>Whether the current word is a number.</summary>
    internal readonly bool IsNumber => Length > 0 && char.IsDigit(text[Start]);

    /// <summary>What the current word says.</summary>
    internal readonly NameRoles RolesIn(NameLexicon words) => words.RolesOf(text, Start, Length);

    /// <summary>What the word says whose plural, with an s, the current one is.</summary>
    internal readonly NameRoles RolesOfSingularIn(NameLexicon words) =>
        Length < 3 || (text[Start + Length - 1] | 0x20) != 's' ? NameRoles.None : words.RolesOf(text, Start, Length - 1);

    /// <summary>Whether the current word has one of some characters last, in small letters.</summary>
    internal readonly bool EndsWithLetterOf(string last) => last.IndexOf((char)(text[Start + Length - 1] | 0x20)) >= 0;

    /// <summary>Returns whether the current word is one of a list, in any case.</summary>
    /// <param name="words">The words.</param>
    public readonly bool IsOneOf(string[] words)
    {
        foreach (string word in words ?? throw new ArgumentNullException(nameof(words)))
            if (word.Length == Length && string.Compare(text, Start, word, 0, Length, StringComparison.OrdinalIgnoreCase) == 0)
                return true;
        return false;
    }

    /// <summary>Returns whether the current word is longer than one of a list and ends with it, as words in names without separators do.</summary>
    /// <param name="words">The words.</param>
    public readonly bool EndsWithOneOf(string[] words)
    {
        foreach (string word in words ?? throw new ArgumentNullException(nameof(words)))
            if (word.Length < Length && string.Compare(text, Start + Length - word.Length, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0)
                return true;
        return false;
    }

    private readonly bool BeginsWord(int i) =>
        char.IsUpper(text[i]) && (char.IsLower(text[i - 1]) || char.IsDigit(text[i - 1]) || (i + 1 < end && char.IsLower(text[i + 1]) && !IsPluralEnd(i + 1)));

    /// <summary>The s of <c>APIs</c> belongs to the word in capitals.</summary>
    private readonly bool IsPluralEnd(int i) => text[i] == 's' && (i + 1 == end || !char.IsLower(text[i + 1]));
}
