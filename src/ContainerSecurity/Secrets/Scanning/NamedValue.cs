using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Scanning;

/// <summary>A name and the value it is given, in any of the syntaxes of configuration, code and command lines.</summary>
internal readonly record struct NamedValue(int NameStart, int NameEnd, int Start, int End, ValueForm Form)
{
    private const int LongestName = 80;

    /// <summary>What stands before a name whose value follows behind a space: the old form of a Dockerfile's ENV, and commands of shells.</summary>
    private static readonly string[] Instructions = ["ENV ", "setx ", "set -x ", "set -gx "];

    /// <summary>What names of a user and a password end with.</summary>
    private static readonly string[] PairWords = ["creds", "credentials", "auth", "userpass"];

    private static readonly CharacterSet NameCharacters = CharacterSet.Word | CharacterSet.Of(".-");

    /// <summary>Reads the name around a place, and the value behind it.</summary>
    public static bool TryRead(string text, int at, int start, int end, ref TextWalk walk, out NamedValue value)
    {
        int nameStart = at;
        int first = Math.Max(start, at - LongestName);
        while (nameStart > first && NameCharacters.Contains(text[nameStart - 1]))
            nameStart--;
        int nameEnd = at;
        int last = Math.Min(end, at + LongestName);
        while (nameEnd < last && NameCharacters.Contains(text[nameEnd]))
            nameEnd++;
        var reader = new ValueReader(text, nameEnd, end);
        bool isRead = reader.ReadValue(IsFlag(text, nameStart), IsElement(text, nameStart, start), IsInstruction(text, nameStart, start), ref walk);
        walk.Add(nameEnd - nameStart + 1);
        value = new NamedValue(nameStart, nameEnd, reader.Start, reader.End, reader.Form);
        return isRead && reader.End > reader.Start && !Misreading.Is(text, start, end, value);
    }

    /// <summary>The password alone, where a name of credentials is given a user and a password.</summary>
    public NamedValue WithoutUser(string text)
    {
        int colon = text.IndexOf(':', Start, End - Start);
        if (colon <= Start || colon + 1 == End || !NamesPair(text))
            return this;
        for (int i = Start; i < colon; i++)
            if (!NameCharacters.Contains(text[i]) && text[i] != '@')
                return this;
        return this with { Start = colon + 1 };
    }

    private bool NamesPair(string text)
    {
        foreach (string word in PairWords)
            if (NameEnd - word.Length >= NameStart && string.Compare(text, NameEnd - word.Length, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0)
                return true;
        return false;
    }

    private static bool IsFlag(string text, int nameStart) => text[nameStart] == '-';

    private static bool IsElement(string text, int nameStart, int start) =>
        nameStart > start
        && text[nameStart - 1] is '<' or ':'
        && text.LastIndexOf('<', nameStart - 1, Math.Min(nameStart - start, 24)) >= 0;

    private static bool IsInstruction(string text, int nameStart, int start)
    {
        if (nameStart == start || text[nameStart - 1] != ' ')
            return false;
        foreach (string word in Instructions)
            if (nameStart - word.Length >= start && string.CompareOrdinal(text, nameStart - word.Length, word, 0, word.Length) == 0)
                return true;
        return false;
    }
}
