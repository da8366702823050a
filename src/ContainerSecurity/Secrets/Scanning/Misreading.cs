using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Scanning;

/// <summary>Tells places that read like a name and its value and are none.</summary>
internal static class Misreading
{
    private const int WidestGap = 64;

    private static readonly string[] ElementsOfList = ["string", "true", "false", "integer", "real", "date", "data", "array", "dict"];

    private const string WorkingDirectory = "PWD";

    /// <summary>Whether a name and a value that were read are none.</summary>
    public static bool Is(string text, int start, int end, in NamedValue value) =>
        IsVariableOfShell(text, start, value)
        || IsPartOfPath(text, start, value)
        || IsOption(text, value)
        || IsNameOfList(text, end, value)
        || IsArrow(text, end, value)
        || (value.Form == ValueForm.Bare ? IsMemberOfCode(text, start, end, value) : IsNameOfNext(text, end, value) || IsShownName(text, start, value));

    /// <summary><c>$PWD</c> is the directory that a shell works in.</summary>
    private static bool IsVariableOfShell(string text, int start, in NamedValue value) =>
        value.NameEnd - value.NameStart == WorkingDirectory.Length
        && value.NameStart > start
        && text[value.NameStart - 1] is '$' or '{'
        && string.CompareOrdinal(text, value.NameStart, WorkingDirectory, 0, WorkingDirectory.Length) == 0;

    /// <summary>
    /// A word between colons: of the name of a type, <c>"Shop::AccessKey"</c>, or of a resource,
    /// <c>arn:aws:secretsmanager:*:*:secret:db</c>.
    /// </summary>
    private static bool IsPartOfPath(string text, int start, in NamedValue value)
    {
        if (value.NameStart < start + 2 || text[value.NameStart - 1] != ':')
            return false;
        bool isType = text[value.NameStart - 2] == ':' && text[value.NameEnd] is '"' or '\'';
        char before = text[value.NameStart - 2];
        return isType
            || (text[value.NameEnd] == ':'
                && value.Start == value.NameEnd + 1
                && value.Form == ValueForm.Bare
                && (before == '*' || CharacterSet.Word.Contains(before)));
    }

    /// <summary>Behind an option without a value, the next one: <c>--password --inputbox</c>.</summary>
    private static bool IsOption(string text, in NamedValue value) =>
        text[value.NameStart] == '-'
        && value.End - value.Start > 2
        && text[value.Start] == '-'
        && text[value.Start + 1] == '-'
        && text[value.Start - 1] is ' ' or '\t';

    /// <summary>A name in a property list of XML, whose value is the next element: <c>&lt;key&gt;Name&lt;/key&gt;&lt;string&gt;</c>.</summary>
    private static bool IsNameOfList(string text, int end, in NamedValue value)
    {
        const string Closing = "</key>";
        if (value.NameEnd - value.NameStart != 3 || string.CompareOrdinal(text, value.End, Closing, 0, Closing.Length) != 0)
            return false;
        int at = value.End + Closing.Length;
        int last = Math.Min(end, at + WidestGap);
        while (at < last && CharacterSet.Space.Contains(text[at]))
            at++;
        return at + 1 < end && text[at] == '<' && Array.Exists(ElementsOfList, e => string.CompareOrdinal(text, at + 1, e, 0, e.Length) == 0);
    }

    /// <summary>A value without quotes that an arrow cuts off: <c>password = user->password</c>.</summary>
    private static bool IsArrow(string text, int end, in NamedValue value) =>
        value.Form == ValueForm.Bare && value.End < end && text[value.End] == '>' && text[value.End - 1] is '-' or '=';

    /// <summary>A member of an object in code, whose value is a variable with a name in camelCase: <c>{password2: newPw2}</c>.</summary>
    private static bool IsMemberOfCode(string text, int start, int end, in NamedValue value)
    {
        const int Reach = 64;
        if (value.End == end || text[value.End] is not (',' or '}') || !CodeValue.IsNameOfVariable(text.Substring(value.Start, value.End - value.Start)))
            return false;
        int first = Math.Max(start, value.NameStart - Reach);
        for (int i = value.NameStart - 1; i >= first && text[i] is not ('\n' or '"' or '\''); i--)
            if (text[i] is '{' or ',' or '(')
                return true;
        return false;
    }

    /// <summary>A text behind a comma that is a name itself, whose value follows: <c>'a': 'password', 'b': 'x'</c>.</summary>
    private static bool IsNameOfNext(string text, int end, in NamedValue value)
    {
        if (!text.HasBetween(value.NameEnd, value.Start, ','))
            return false;
        int at = value.End + 1;
        int last = Math.Min(end, at + WidestGap);
        while (at < last && text[at] is ' ' or '\t')
            at++;
        return at < end
            && (text[at] is ':' or '='
                || IsWordsOfList(text, value)
                || (text[at] is ',' or ']' or ')' && IsListed(text, value) && CodeValue.IsName(text.Substring(value.Start, value.End - value.Start))));
    }

    /// <summary>Whether a text within quotes stands before the name too, so that name and value are two of a list.</summary>
    private static bool IsListed(string text, in NamedValue value)
    {
        const int Reach = 64;
        int at = value.NameStart - 1;
        if (text[value.NameStart] == '-' || at < 1 || text[at] is not ('"' or '\''))
            return false;
        int first = Math.Max(1, at - Reach);
        for (at--; at > first && CharacterSet.Space.Contains(text[at]);)
            at--;
        if (text[at] != ',')
            return false;
        for (at--; at > first && CharacterSet.Space.Contains(text[at]);)
            at--;
        return text[at] is '"' or '\'';
    }

    /// <summary>One of a list of names in small letters: <c>'smtp_user', 'smtp_pass', 'smtp_log'</c>.</summary>
    private static bool IsWordsOfList(string text, in NamedValue value)
    {
        bool hasSeparator = false;
        for (int i = value.Start; i < value.End; i++)
        {
            if (text[i] is '_' or '-')
                hasSeparator = true;
            else if (text[i] is not (>= 'a' and <= 'z'))
                return false;
        }
        return hasSeparator && text[value.NameStart] != '-';
    }

    /// <summary>The last word of a text that is shown, where <c>value</c> says what it stands for: <c>name: 'User and password', value: 'basic'</c>.</summary>
    private static bool IsShownName(string text, int start, in NamedValue value)
    {
        const int Reach = 64;
        if (value.NameStart == start || text[value.NameStart - 1] is not (' ' or '/') || !text.HasBetween(value.NameEnd, value.Start, ','))
            return false;
        char quote = text[value.NameEnd];
        if (quote is not ('"' or '\''))
            return false;
        int first = Math.Max(start, value.NameStart - Reach);
        int opened = text.LastIndexOf(quote, value.NameStart - 1, value.NameStart - first);
        return opened >= 0 && char.IsUpper(text[opened + 1]) && text.IndexOf('\n', opened, value.NameStart - opened) < 0;
    }

    /// <summary>A value that begins with the quote that closes the text in which the name stands: <c>"Password:" + x</c>.</summary>
    public static bool IsBehindText(string text, in NamedValue value, ref OpenQuote open, ref TextWalk walk)
    {
        char quote = text[value.Start - 1];
        if (value.Form == ValueForm.Bare
            || quote is not ('"' or '\'' or '`')
            || text[value.NameEnd] is '"' or '\'' or '`' or '\\'
            || (value.Start > 1 && text[value.Start - 2] is '\\' or '"'))
            return false;
        open.GoTo(text, value.NameStart, ref walk);
        return open is { IsKnown: true, IsRemark: false }
            ? open.Quote == quote
            : CodeValue.IsBetweenTexts(text.Substring(value.Start, value.End - value.Start));
    }

    private static bool HasBetween(this string text, int from, int to, char c) => to > from && text.IndexOf(c, from, to - from) >= 0;
}
