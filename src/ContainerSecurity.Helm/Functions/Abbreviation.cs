namespace ContainerSecurity.Helm.Functions;

/// <summary>Shortens texts with dots, as sprig does.</summary>
internal static class Abbreviation
{
    private const string Dots = "...";
    private const int ShortestWidth = 4;
    private const int ShortestWidthOfBoth = 7;

    /// <summary>A text of at most so many characters, from an offset on.</summary>
    public static string Of(string text, int offset, int width)
    {
        if (width < ShortestWidth || text.Length <= width)
            return text;
        offset = Math.Min(offset, text.Length);
        if (text.Length - offset < width - Dots.Length)
            offset = text.Length - (width - Dots.Length);
        if (offset <= ShortestWidth)
            return text.Substring(0, width - Dots.Length) + Dots;
        return offset + width - Dots.Length < text.Length
            ? Dots + Of(text.Substring(offset), 0, width - Dots.Length)
            : Dots + text.Substring(text.Length - (width - Dots.Length));
    }

    /// <summary>A text shortened on both sides.</summary>
    public static string Both(string text, int left, int right) =>
        right < ShortestWidth || (left > 0 && right < ShortestWidthOfBoth) ? text : Of(text, left, right);
}
