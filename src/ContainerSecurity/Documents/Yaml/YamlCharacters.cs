namespace ContainerSecurity.Documents.Yaml;

/// <summary>Classes of characters as Go's libyaml family knows them.</summary>
internal static partial class YamlCharacters
{
    public const char NextLine = '\u0085';
    public const char LineSeparator = '\u2028';
    public const char ParagraphSeparator = '\u2029';
    public const char ByteOrderMark = '\uFEFF';

    /// <summary>Printable ASCII that never ends a plain scalar: all but <c>#</c>, <c>:</c> and the signs of flow collections.</summary>
    private static readonly bool[] PlainLetters = Table(c => c is > ' ' and <= '~' && ",:[]{}#".IndexOf(c) < 0);

    private static readonly bool[] AnchorLetters = Table(c => c is (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or '_' or '-');

    private static readonly bool[] TagLetters = Table(c => AnchorLetters[c] || ";/?:@&=+$,.!~*'()[]%".IndexOf(c) >= 0);

    public static bool IsPlainLetter(char c) => c < 128 && PlainLetters[c];

    public static bool IsAnchorLetter(char c) => c < 128 && AnchorLetters[c];

    public static bool IsTagLetter(char c) => c < 128 && TagLetters[c];

    public static bool IsBlank(char c) => c is ' ' or '\t';

    public static bool IsBreak(char c) => c is '\n' or '\r' or NextLine or LineSeparator or ParagraphSeparator;

    /// <summary>Blank, line break or the end.</summary>
    public static bool EndsWord(char c) => c is ' ' or '\t' or '\n' or '\r' or '\0' or NextLine or LineSeparator or ParagraphSeparator;

    public static bool IsFlowIndicator(char c) => c is ',' or '[' or ']' or '{' or '}';

    /// <summary>Whether a character that is neither printable ASCII nor white space may stand in a text, looking at its neighbours for surrogates.</summary>
    public static bool IsAllowed(string text, int at)
    {
        char c = text[at];
        if (c < ' ')
            return c is '\t' or '\n' or '\r';
        if (c is < '\u007F' or NextLine or (>= '\u00A0' and < '\uD800') or (> '\uDFFF' and < '\uFFFE'))
            return true;
        return char.IsHighSurrogate(c) ? at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
            : char.IsLowSurrogate(c) && at > 0 && char.IsHighSurrogate(text[at - 1]);
    }

    /// <summary>The offset behind a line break at an offset.</summary>
    public static int BehindBreak(string text, int at, int end) => text[at] == '\r' && at + 1 < end && text[at + 1] == '\n' ? at + 2 : at + 1;

    private static bool[] Table(Func<char, bool> holds)
    {
        bool[] table = new bool[128];
        for (int i = 0; i < table.Length; i++)
            table[i] = holds((char)i);
        return table;
    }
}
