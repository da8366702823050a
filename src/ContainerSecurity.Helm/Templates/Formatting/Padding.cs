using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Templates.Formatting;

/// <summary>Fills what is written up to its width.</summary>
internal static class Padding
{
    public static string Pad(string text, FormatFlags flags)
    {
        int missing = (flags.Width ?? 0) - Characters(text);
        if (missing <= 0)
            return text;
        return flags.IsLeft ? text + new string(' ', missing) : new string(flags.IsZero ? '0' : ' ', missing) + text;
    }

    /// <summary>Writes a text cut to the precision and filled up to the width.</summary>
    public static void Pad(TracedText.Builder output, TracedText text, FormatFlags flags)
    {
        int length = Cut(text.Text, flags.Precision);
        int missing = (flags.Width ?? 0) - Characters(text.Text.Substring(0, length));
        if (missing > 0 && !flags.IsLeft)
            output.Append(new string(flags.IsZero ? '0' : ' ', missing));
        output.Append(text, 0, length);
        if (missing > 0 && flags.IsLeft)
            output.Append(new string(' ', missing));
    }

    /// <summary>How long the first characters of a text are.</summary>
    public static int Cut(string text, int? characters)
    {
        if (characters is not { } wanted)
            return text.Length;
        int at = 0;
        for (; wanted > 0 && at < text.Length; wanted--)
            at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : 1;
        return at;
    }

    private static int Characters(string text)
    {
        int count = 0;
        foreach (System.Text.Rune _ in text.EnumerateRunes())
            count++;
        return count;
    }
}
