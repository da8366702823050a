using System.Text;
using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Encodings;

/// <summary>Base64 that is broken into lines: by line ends with an indent, by <c>\n</c> in a string, or by strings that are joined.</summary>
internal static class Base64Lines
{
    /// <summary>A break with more characters is none.</summary>
    private const int LongestBreak = 64;

    private static readonly CharacterSet Breaks = CharacterSet.Space | CharacterSet.Of("\"'+,\\&");

    /// <summary>All that such Base64 is made of.</summary>
    public static readonly CharacterSet Characters = CharacterSet.Base64 | Breaks | CharacterSet.Of('=');

    /// <summary>The index behind a number of digits and their padding; that behind the last digit where there are fewer.</summary>
    public static int EndOf(string text, int at, int digits, int last)
    {
        int end = at;
        while (digits > 0 && at < last)
        {
            if (CharacterSet.Base64.Contains(text[at]))
            {
                digits--;
                end = ++at;
            }
            else
            {
                int next = SkipBreak(text, at, Math.Min(last, at + LongestBreak));
                if (next == at)
                    break;
                at = next;
            }
        }
        while (end < last && text[end] == '=')
            end++;
        return end;
    }

    /// <summary>The digits without what breaks them.</summary>
    public static string DigitsOf(string text)
    {
        var digits = new StringBuilder(text.Length);
        for (int at = 0; at < text.Length;)
        {
            if (CharacterSet.Base64.Contains(text[at]))
                digits.Append(text[at++]);
            else
                at = Math.Max(at + 1, SkipBreak(text, at, Math.Min(text.Length, at + LongestBreak)));
        }
        return digits.ToString();
    }

    /// <summary>The index of the next line's first digit; the same where no line ends.</summary>
    private static int SkipBreak(string text, int at, int last)
    {
        int next = at;
        bool isLine = false;
        while (next < last && Breaks.Contains(text[next]) && (text[next] != '+' || (next + 1 < last && Breaks.Contains(text[next + 1]))))
        {
            bool isEscape = text[next] == '\\' && next + 1 < last && text[next + 1] is 'n' or 'r';
            isLine |= isEscape || text[next] is '\n' or '\r';
            next += isEscape ? 2 : 1;
        }
        return isLine ? next : at;
    }
}
