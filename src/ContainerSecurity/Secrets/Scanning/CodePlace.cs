using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Scanning;

/// <summary>Tells expressions of programs by where they stand, for names of variables look like passwords.</summary>
internal static class CodePlace
{
    private const int WidestGap = 256;

    /// <summary>
    /// Whether a value of a program's text, without quotes and outside texts and remarks, is an expression: names
    /// alone, with what code goes on with behind them.
    /// </summary>
    public static bool IsExpression(string text, in NamedValue value, ref OpenQuote open, ref TextWalk walk)
    {
        if (value.Form != ValueForm.Bare || !IsNames(text, value.Start, value.End) || !GoesOn(text, value.End))
            return false;
        open.GoTo(text, value.Start, ref walk);
        return open is { IsKnown: true, IsRemark: false, Quote: '\0' };
    }

    private static bool IsNames(string text, int start, int end)
    {
        if (text[start] is '^' or '*' or '&' or '!' or '=')
            start++;
        for (int i = start; i < end; i++)
            if (!CharacterSet.Word.Contains(text[i]) && text[i] is not ('.' or '$' or '+' or '?'))
                return false;
        return start < end && text[start] is not (>= '0' and <= '9');
    }

    private static bool GoesOn(string text, int at)
    {
        int last = Math.Min(text.Length, at + WidestGap);
        while (at < last && CharacterSet.Space.Contains(text[at]))
            at++;
        return at < text.Length && text[at] is ',' or ';' or ')' or '}' or ']' or '.' or '?' or '&' or '|' or '(' or '[';
    }
}
