using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Templates.Execution;

/// <summary>What is certain about texts with holes, each of which stands for any number of characters.</summary>
internal static class OpenText
{
    private const char Hole = UnknownValue.Hole;

    /// <summary>Whether two texts can be the same, as far as what stands before the first hole and after the last tells.</summary>
    public static bool CanEqual(string x, string y)
    {
        if (!x.Contains(Hole, StringComparison.Ordinal))
            (x, y) = (y, x);
        (string xStart, string xEnd) = Known(x);
        if (!y.Contains(Hole, StringComparison.Ordinal))
            return y.Length >= xStart.Length + xEnd.Length
                && y.StartsWith(xStart, StringComparison.Ordinal)
                && y.EndsWith(xEnd, StringComparison.Ordinal);
        (string yStart, string yEnd) = Known(y);
        return (xStart.StartsWith(yStart, StringComparison.Ordinal) || yStart.StartsWith(xStart, StringComparison.Ordinal))
            && (xEnd.EndsWith(yEnd, StringComparison.Ordinal) || yEnd.EndsWith(xEnd, StringComparison.Ordinal));
    }

    /// <summary>Whether a text contains another; null where that is not known.</summary>
    public static bool? Contains(string text, string part) =>
        !part.Contains(Hole, StringComparison.Ordinal) && Array.Exists(text.Split(Hole), p => p.Contains(part, StringComparison.Ordinal)) ? true : null;

    /// <summary>Whether a text starts with another; null where that is not known.</summary>
    public static bool? StartsWith(string text, string start)
    {
        (string known, string wanted) = (text.Split(Hole)[0], start.Split(Hole)[0]);
        if (wanted.Length == start.Length && known.StartsWith(start, StringComparison.Ordinal))
            return true;
        int common = Math.Min(known.Length, wanted.Length);
        bool isWhole = known.Length == text.Length && known.Length < wanted.Length;
        return isWhole || string.CompareOrdinal(known, 0, wanted, 0, common) != 0 ? false : null;
    }

    /// <summary>Whether a text ends with another; null where that is not known.</summary>
    public static bool? EndsWith(string text, string end) => StartsWith(Reversed(text), Reversed(end));

    /// <summary>The first bytes of a text that all stand before its first hole; else the text, of which nobody knows how long it is.</summary>
    public static TextValue Truncate(TextValue text, long count)
    {
        int known = text.Text.IndexOf(Hole, StringComparison.Ordinal);
        TracedText start = text.Traced.Slice(0, Math.Max(0, known));
        return count >= 0 && known >= 0 && GoBytes.Count(start.Text) >= count ? new TextValue(Elements.SliceBytes(start, 0, (int)count)) : text;
    }

    private static (string Start, string End) Known(string text) =>
        (text.Substring(0, text.IndexOf(Hole, StringComparison.Ordinal)), text.Substring(text.LastIndexOf(Hole) + 1));

    private static string Reversed(string text)
    {
        char[] characters = text.ToCharArray();
        Array.Reverse(characters);
        return new string(characters);
    }
}
