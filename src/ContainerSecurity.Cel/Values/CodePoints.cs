using System.Text;

namespace ContainerSecurity.Cel.Values;

internal static partial class CodePoints
{
    public static int Count(string text)
    {
        int first = FirstSurrogate(text);
        if (first < 0)
            return text.Length;
        int count = text.Length;
        for (int i = first; i + 1 < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i], text[i + 1]))
            {
                count--;
                i++;
            }
        }
        return count;
    }

    public static bool AreChars(string text) => FirstSurrogate(text) < 0;

    /// <summary>Each code point as its own string.</summary>
    public static List<string> Split(string text)
    {
        var points = new List<string>(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            int length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            points.Add(text.Substring(i, length));
            i += length - 1;
        }
        return points;
    }

    /// <summary>The UTF-16 index of a code point; the length of the text for the index just after the last; -1 beyond.</summary>
    public static int Offset(string text, long index)
    {
        if (index < 0 || index > text.Length)
            return -1;
        if (AreChars(text))
            return (int)index;
        int at = 0;
        for (; index > 0; index--)
        {
            if (at >= text.Length)
                return -1;
            at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
        }
        return at;
    }

    /// <summary>Order by code point, which UTF-16 order is not.</summary>
    public static int Compare(string a, string b)
    {
        int n = Math.Min(a.Length, b.Length);
        for (int i = 0; i < n; i++)
        {
            char x = a[i], y = b[i];
            if (x == y)
                continue;
            if (char.IsSurrogate(x) != char.IsSurrogate(y))
                return char.IsSurrogate(x) ? 1 : -1;
            return x < y ? -1 : 1;
        }
        return a.Length.CompareTo(b.Length);
    }

    public static void Append(StringBuilder text, int codePoint)
    {
        // A lone surrogate is kept as a char; text of a valid expression has none.
        if (codePoint is >= 0xD800 and <= 0xDFFF)
            text.Append((char)codePoint);
        else
            text.Append(char.ConvertFromUtf32(codePoint));
    }
}
