namespace ContainerSecurity.Sources;

/// <summary>The characters in brackets of an ignore file's pattern, as git's wildmatch reads them.</summary>
internal sealed class CharacterClass
{
    private readonly List<(char First, char Last)> ranges = [];
    private readonly List<Predicate<char>> kinds = [];
    private bool isNegated;

    private CharacterClass()
    {
    }

    /// <summary>Reads a class; null where it is never closed, or names a kind of characters that there is not: then nothing matches.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="at">The index of the opening bracket; then that of the closing one.</param>
    public static CharacterClass? Read(string pattern, ref int at)
    {
        var read = new CharacterClass();
        int i = at + 1;
        if (i < pattern.Length && pattern[i] is '!' or '^')
        {
            read.isNegated = true;
            i++;
        }
        char before = '\0';
        for (bool isFirst = true; i < pattern.Length; isFirst = false)
        {
            if (pattern[i] == ']' && !isFirst)
            {
                at = i;
                return read;
            }
            if (!read.TryReadPart(pattern, ref i, ref before))
                return null;
        }
        return null;
    }

    /// <summary>Whether a character is one of them.</summary>
    public bool Holds(char c) => (ranges.Exists(r => c >= r.First && c <= r.Last) || kinds.Exists(k => k(c))) != isNegated;

    /// <summary>Reads a character, a range or the name of a kind. A range goes on from the character before it.</summary>
    private bool TryReadPart(string pattern, ref int i, ref char before)
    {
        if (pattern[i] == '[' && i + 1 < pattern.Length && pattern[i + 1] == ':' && TryReadKind(pattern, ref i, out bool isKind))
        {
            before = '\0';
            return isKind;
        }
        if (pattern[i] == '-' && before != '\0' && i + 1 < pattern.Length && pattern[i + 1] != ']')
        {
            i++;
            if (pattern[i] == '\\' && ++i == pattern.Length)
                return false;
            ranges.Add((before, pattern[i++]));
            before = '\0';
            return true;
        }
        if (pattern[i] == '\\' && ++i == pattern.Length)
            return false;
        before = pattern[i++];
        ranges.Add((before, before));
        return true;
    }

    /// <summary>Reads <c>[:alpha:]</c> and its like; false where the brackets are no such name but characters.</summary>
    private bool TryReadKind(string pattern, ref int i, out bool isKind)
    {
        isKind = true;
        int end = pattern.IndexOf(']', i + 2);
        if (end < 0)
        {
            isKind = false;
            return true;
        }
        if (pattern[end - 1] != ':' || end - 1 < i + 2)
            return false;
        Predicate<char>? kind = KindOf(pattern.Substring(i + 2, end - i - 3));
        i = end + 1;
        if (kind is null)
            isKind = false;
        else
            kinds.Add(kind);
        return true;
    }

    private static Predicate<char>? KindOf(string name) => name switch
    {
        "alpha" => IsLetter,
        "digit" => IsDigit,
        "alnum" => c => IsLetter(c) || IsDigit(c),
        "upper" => c => c is >= 'A' and <= 'Z',
        "lower" => c => c is >= 'a' and <= 'z',
        "space" => c => c is ' ' or (>= '\t' and <= '\r'),
        "blank" => c => c is ' ' or '\t',
        "punct" => c => c is > ' ' and < '\u007F' && !IsLetter(c) && !IsDigit(c),
        "xdigit" => c => IsDigit(c) || c is (>= 'a' and <= 'f') or (>= 'A' and <= 'F'),
        "cntrl" => c => c is < ' ' or '\u007F',
        "graph" => c => c is > ' ' and < '\u007F',
        "print" => c => c is >= ' ' and < '\u007F',
        _ => null,
    };

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
