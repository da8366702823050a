using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Scanning;

/// <summary>
/// Reads the words of one command out of a script, a list of arguments in JSON or YAML, or documentation. Where the command's name comes again, another
/// command begins, which is looked at on its own.
/// </summary>
internal struct CommandWords(string text, int commandStart, int at)
{
    private const int LongestCommand = 1024;

    private static readonly CharacterSet FlagsWithoutValues = CharacterSet.Of("fgGiIjklLnNOsSvJ#0123456");

    private static readonly CharacterSet NameCharacters = CharacterSet.Word | CharacterSet.Of("-.");

    private readonly int commandLength = at - commandStart + 1;
    private int last = Math.Min(text.Length, at + LongestCommand);

    /// <summary>The index of the word's first character, without the quotes around it.</summary>
    public int Start { get; private set; }

    /// <summary>The index behind the word, without the quotes around it.</summary>
    public int End { get; private set; }

    /// <summary>Reads the next word. Whether there is one.</summary>
    public bool MoveNext(ref TextWalk walk)
    {
        int first = at;
        bool isRead = SkipSeparators() && ReadWord();
        walk.Add(at - first + 1);
        return isRead;
    }

    /// <summary>
    /// Whether the word is the flag, or begins with it and a value: <c>--user</c>, <c>--user=me:secret</c>,
    /// <c>-ume:secret</c>. Then the word is its value.
    /// </summary>
    public bool IsValueOf(string shortFlag, string longFlag, ref TextWalk walk)
    {
        if (Start == End || text[Start] != '-')
            return false;
        string word = text.Substring(Start, End - Start);
        if (word == longFlag || IsBundle(word, shortFlag[1]))
            return MoveNext(ref walk);
        int length = word.StartsWith(longFlag + "=", StringComparison.Ordinal) ? longFlag.Length + 1
            : word.StartsWith(shortFlag, StringComparison.Ordinal) ? shortFlag.Length
            : 0;
        Start += length;
        TrimQuotes();
        return length > 0;
    }

    /// <summary>Flags without values may stand before the one with a value: <c>-sSu</c>.</summary>
    private static bool IsBundle(string word, char flag) =>
        word.Length >= 2 && word[0] == '-' && word[word.Length - 1] == flag && word.Skip(1).Take(word.Length - 2).All(FlagsWithoutValues.Contains);

    private bool ReadWord()
    {
        Start = at;
        char quote = '\0';
        bool isEscaped = false;
        for (; at < last; at++)
        {
            char c = text[at];
            if (quote == '\0')
            {
                if (CharacterSet.Space.Contains(c) || c is ';' or '|' or '`' or ')')
                    break;
                if (IsCommand(at) && !NameCharacters.Contains(text[at - 1]))
                    return EndCommand(at);
                isEscaped = c == '\\' && at + 1 < last && text[at + 1] is '"' or '\'';
                if (isEscaped)
                    at++;
                if (text[at] is '"' or '\'')
                    quote = text[at];
            }
            else if (c == '\\' && quote == '"' && at + 1 < last)
            {
                at++;
                if (isEscaped && text[at] == quote)
                    quote = '\0';
            }
            else if (c == quote)
                quote = '\0';
        }
        End = at;
        TrimQuotes();
        return !IsCommand(Start) || EndCommand(Start);
    }

    private readonly bool IsCommand(int i) =>
        i < last && text[i] == text[commandStart] && string.CompareOrdinal(text, i, text, commandStart, commandLength) == 0;

    private bool EndCommand(int end)
    {
        at = last = end;
        return false;
    }

    /// <summary>A line ends the command unless a mark continues it, or the next line is a further item of a YAML list.</summary>
    private bool SkipSeparators()
    {
        for (; at < last; at++)
        {
            char c = text[at];
            if (c is '\r' or '\n')
            {
                int item = at;
                while (item < last && CharacterSet.Space.Contains(text[item]))
                    item++;
                if (item + 1 >= last || text[item] != '-' || text[item + 1] != ' ')
                    return false;
                at = item;
            }
            else if (c is '\\' or '^' or '`' && at + 1 < last && text[at + 1] is '\r' or '\n')
                at += text[at + 1] == '\r' ? 2 : 1;
            else if (!CharacterSet.Space.Contains(c) && c != ',')
                return c is not (';' or '|' or '&' or '`' or ')' or ']' or '#');
        }
        return false;
    }

    private void TrimQuotes()
    {
        while (Start < End && text[Start] is '"' or '\'' or '\\')
            Start++;
        while (Start < End && text[End - 1] is '"' or '\'' or '\\' or ',' or ']')
            End--;
    }
}
