using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Values;

/// <summary>
/// Tells variables that stand for a value: <c>$NAME</c>, <c>$$NAME</c> of compose, <c>$env:NAME</c>, <c>$row['name']</c>, <c>$this->name</c>, <c>@name</c>,
/// <c>:name</c>, and names of environment variables in capitals.
/// </summary>
internal static class VariableName
{
    private const int LongestFormat = 4;

    private const int FewFormats = 2;

    private static readonly CharacterSet Characters = CharacterSet.Word | CharacterSet.Of(":.-[]'\">$()/");

    /// <summary>Whether a value is one.</summary>
    public static bool Is(string text) =>
        text[0] is '$' or '@' or ':' or '?' or '&' ? IsMarked(text) : IsInCapitals(text) || IsFormat(text);

    private static bool IsMarked(string text)
    {
        string name = text.TrimStart('$');
        if (name.Length == text.Length)
            name = text.Substring(1);
        return name.All(Characters.Contains) && !(text[0] == '$' && name.Length > 0 && IsDigit(name[0])) && !HasStrayMark(name);
    }

    /// <summary>Quotes, brackets, arrows and dollars stand in names of members alone.</summary>
    private static bool HasStrayMark(string name)
    {
        for (int i = 0; i < name.Length; i++)
            if ((name[i] == '>' && (i == 0 || name[i - 1] != '-'))
                || (name[i] == '(' && (i + 1 == name.Length || name[i + 1] != ')'))
                || (name[i] == ')' && (i == 0 || name[i - 1] != '('))
                || (name[i] == '$' && (i == 0 || name[i - 1] is not ('[' or ':')))
                || (name[i] is '\'' or '"' && name.IndexOf('[') < 0))
                return true;
        return false;
    }

    /// <summary>Names of environment variables: words in capitals with underscores between them, with hardly a digit.</summary>
    private static bool IsInCapitals(string text)
    {
        const int LettersPerDigit = 4;
        if (text.IndexOf('_') <= 0 || !text.All(c => c is (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_'))
            return false;
        int digits = text.Count(IsDigit);
        return LetterPairs.AreWordy(text, 0, text.Length)
            || (!IsDigit(text[0])
                && digits * LettersPerDigit <= text.Length
                && digits <= 1
                && Array.Exists(text.Split('_'), p => LetterPairs.AreWordy(p, 0, p.Length)));
    }

    /// <summary>What <c>printf</c> and its like put in: <c>%s</c>, and paths with such, as <c>users/%u</c>.</summary>
    private static bool IsFormat(string text)
    {
        if (text[0] == '%' && (text.Length <= LongestFormat || IsWidth(text) || HasManyFormats(text)))
            return true;
        int at = text.IndexOf('%');
        return at > 0
            && text[at - 1] is '/' or ':' or '=' or '_' or '-' or '.'
            && at + 1 < text.Length
            && char.IsLower(text[at + 1])
            && (at + 2 == text.Length || !char.IsLetterOrDigit(text[at + 2]))
            && text.Take(at - 1).All(c => char.IsLetter(c) || c is '/' or ':' or '_' or '-' or '.');
    }

    /// <summary>Letters behind percent signs, as formats of dates and durations have them: <c>%Y-%m-%d</c>, <c>%rP%yY</c>.</summary>
    private static bool HasManyFormats(string text)
    {
        string[] formats = text.Substring(1).Split('%');
        return formats.Length > FewFormats && formats.All(f => f.Length is 1 or 2 && char.IsLetter(f[0]));
    }

    /// <summary>A number of digits to write and how, <c>%032x</c>, with the end of a line behind it or none.</summary>
    private static bool IsWidth(string text)
    {
        int at = 1;
        while (at < text.Length && (IsDigit(text[at]) || text[at] is '.' or '-' or 'l'))
            at++;
        return at > 1 && at < text.Length && char.IsLetter(text[at]) && (at + 1 == text.Length || text.Substring(at + 1) is "\\n" or "\\r\\n");
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
