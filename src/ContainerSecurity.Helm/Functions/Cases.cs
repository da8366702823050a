using System.Globalization;
using System.Text;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Functions;

/// <summary>Changes the case of letters as Go and sprig do.</summary>
internal static class Cases
{
    public static TracedText Upper(TracedText text) => SameOrFrom(MapRunes(text.Text, Rune.ToUpperInvariant), text);

    public static TracedText Lower(TracedText text) => SameOrFrom(MapRunes(text.Text, r => r.Value == 'İ' ? new Rune('i') : Rune.ToLowerInvariant(r)), text);

    /// <summary>Each letter that begins a word in its title case.</summary>
    public static string Title(string text)
    {
        var previous = new Rune(' ');
        return MapRunes(text, rune =>
        {
            Rune mapped = IsSeparator(previous) ? ToTitle(rune) : rune;
            previous = rune;
            return mapped;
        });
    }

    /// <summary>Each first letter after white space in lower case.</summary>
    public static string Untitle(string text)
    {
        bool isFirst = true;
        return MapRunes(text, rune =>
        {
            Rune mapped = isFirst ? Rune.ToLowerInvariant(rune) : rune;
            isFirst = Rune.IsWhiteSpace(rune);
            return mapped;
        });
    }

    /// <summary>Upper case for lower and the other way round.</summary>
    public static string Swap(string text)
    {
        bool isAfterSpace = true;
        return MapRunes(text, rune =>
        {
            Rune mapped = rune;
            if (Rune.IsUpper(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.TitlecaseLetter)
                mapped = Rune.ToLowerInvariant(rune);
            else if (Rune.IsLower(rune))
                mapped = isAfterSpace ? ToTitle(rune) : Rune.ToUpperInvariant(rune);
            isAfterSpace = Rune.IsWhiteSpace(rune);
            return mapped;
        });
    }

    /// <summary>The first letters of the words.</summary>
    public static string Initials(string text)
    {
        var initials = new StringBuilder();
        bool isAfterSpace = true;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isSpace = Rune.IsWhiteSpace(rune);
            if (isAfterSpace && !isSpace)
                initials.Append(rune.ToString());
            isAfterSpace = isSpace;
        }
        return initials.ToString();
    }

    /// <summary>Words in lower case with a mark between them.</summary>
    public static string Snake(string text, char mark)
    {
        var result = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (IsWordMark(c))
            {
                if (result.Length > 0 && result[^1] != mark && i + 1 < text.Length)
                    result.Append(mark);
                else if (result.Length == 0 || i + 1 == text.Length)
                    result.Append(mark);
                continue;
            }
            if (i > 0 && BeginsWord(text, i) && result.Length > 0 && result[^1] != mark)
                result.Append(mark);
            result.Append(char.ToLowerInvariant(c));
        }
        return result.ToString();
    }

    /// <summary>Words joined, each with a capital.</summary>
    public static string Pascal(string text)
    {
        var result = new StringBuilder();
        bool isFirst = true;
        bool isLeading = true;
        foreach (char c in text)
        {
            if (IsWordMark(c))
            {
                if (isLeading)
                    result.Append(c);
                isFirst = true;
                continue;
            }
            isLeading = false;
            result.Append(isFirst ? char.ToUpperInvariant(c) : c);
            isFirst = false;
        }
        return result.ToString();
    }

    private static bool IsWordMark(char c) => c is '_' or '-' || char.IsWhiteSpace(c);

    /// <summary>A capital begins a word where the letter before is small, or the next is; digits after capitals do not.</summary>
    private static bool BeginsWord(string text, int at)
    {
        char previous = text[at - 1];
        if (!char.IsUpper(text[at]))
            return false;
        if (!char.IsUpper(previous))
            return !IsWordMark(previous);
        return at + 1 < text.Length && char.IsLower(text[at + 1]);
    }

    private static bool IsSeparator(Rune rune) =>
        rune.IsAscii ? !Rune.IsLetterOrDigit(rune) && rune.Value != '_' : !Rune.IsLetterOrDigit(rune) && Rune.IsWhiteSpace(rune);

    private static Rune ToTitle(Rune rune) =>
        rune.Value switch
        {
            0x1C4 or 0x1C5 or 0x1C6 => new Rune(0x1C5),
            0x1C7 or 0x1C8 or 0x1C9 => new Rune(0x1C8),
            0x1CA or 0x1CB or 0x1CC => new Rune(0x1CB),
            0x1F1 or 0x1F2 or 0x1F3 => new Rune(0x1F2),
            _ => Rune.ToUpperInvariant(rune),
        };

    private static string MapRunes(string text, Func<Rune, Rune> map)
    {
        var result = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            result.Append(map(rune).ToString());
        return result.ToString();
    }

    private static TracedText SameOrFrom(string text, TracedText source)
    {
        if (text == source.Text)
            return source;
        if (text.Length != source.Text.Length)
            return text.From(source);
        var mapped = new TracedText.Builder();
        int at = 0;
        foreach (Trace trace in source.Traces)
        {
            mapped.Append(text.Substring(at, trace.Length), trace);
            at += trace.Length;
        }
        return mapped.Append(text.Substring(at)).ToText();
    }
}
