namespace ContainerSecurity.Helm.Serialization;

/// <summary>In which styles a text can be written, as libyaml's emitter finds out.</summary>
internal readonly struct ScalarAnalysis
{
    private const string Indicators = "#,[]{}&*!|>'\"%@`";

    public ScalarAnalysis(string text)
    {
        bool hasIndicator = text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal);
        bool isAfterBlank = true;
        bool wasSpace = false;
        bool wasBreak = false;
        bool hasEdge = false;
        bool isBreakSpace = false;
        bool isSpaceBreak = false;
        bool isSpecial = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool isBeforeBlank = i + 1 >= text.Length || IsBlank(text[i + 1]);
            hasIndicator |= i == 0
                ? Indicators.Contains(c, StringComparison.Ordinal) || (c is '?' or ':' or '-' && isBeforeBlank)
                : (c == ':' && isBeforeBlank) || (c == '#' && isAfterBlank);
            isSpecial |= !IsPrintable(text, i);
            bool isEdge = i == 0 || i == text.Length - 1;
            if (c == ' ')
            {
                hasEdge |= isEdge;
                HasTrailingSpace |= i == text.Length - 1;
                isBreakSpace |= wasBreak;
            }
            else if (IsBreak(c))
            {
                IsMultiline = true;
                hasEdge |= isEdge;
                isSpaceBreak |= wasSpace;
            }
            wasSpace = c == ' ';
            wasBreak = IsBreak(c);
            isAfterBlank = IsBlank(c);
        }
        bool isBroken = isSpaceBreak || isSpecial;
        CanBePlain = !hasIndicator && !hasEdge && !isBreakSpace && !isBroken && !IsMultiline;
        CanBeQuoted = !isBreakSpace && !isBroken;
        CanBeBlock = text.Length > 0 && !HasTrailingSpace && !isBroken;
    }

    public bool IsMultiline { get; }

    public bool CanBePlain { get; }

    /// <summary>Whether it can be in single quotes.</summary>
    public bool CanBeQuoted { get; }

    public bool CanBeBlock { get; }

    public bool HasTrailingSpace { get; }

    public static bool IsBreak(char c) => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';

    public static bool IsPrintable(string text, int at)
    {
        char c = text[at];
        return c is '\n' or (>= ' ' and <= '~') or (>= '\u00A0' and <= '\uD7FF') or (>= '\uE000' and <= '\uFFFD' and not '\uFEFF')
            || (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            || (char.IsLowSurrogate(c) && at > 0 && char.IsHighSurrogate(text[at - 1]));
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\0' || IsBreak(c);
}
