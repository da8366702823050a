using System.Globalization;
using System.Text;

namespace ContainerSecurity.Reports;

/// <summary>
/// Shows text that comes from input so that it does nothing where it is read: hidden characters become escapes such as
/// <c>\u001b</c>, and commands of build servers are broken.
/// </summary>
public static class VisibleText
{
    private const string GitHubCommand = "::";

    /// <summary>
    /// Shows a text that stands somewhere in a line. Control, format and unpaired surrogate characters become escapes;
    /// <c>##[</c>, <c>##vso[</c> and their like, which runners obey anywhere in a line, are broken by one.
    /// </summary>
    /// <param name="text">The text; what needs no escape is returned as it is.</param>
    public static string Of(string text)
    {
        _ = text ?? throw new ArgumentNullException(nameof(text));
        return PlainCharacters.Fill(text) || IsPlain(text) ? text : Escape(text, null);
    }

    /// <summary>Shows a text that is a whole line. It also breaks <c>::</c> at its beginning, which GitHub's runner obeys after any blanks.</summary>
    /// <param name="text">The text; what needs no escape is returned as it is.</param>
    public static string Line(string text)
    {
        string shown = Of(text);
        int start = 0;
        while (start < shown.Length && char.IsWhiteSpace(shown[start]))
            start++;
        return string.CompareOrdinal(shown, start, GitHubCommand, 0, GitHubCommand.Length) == 0
            ? shown.Substring(0, start) + Escaped(':') + shown.Substring(start + 1)
            : shown;
    }

    /// <summary>Shows a text and says where its characters stand now, its end included.</summary>
    internal static string Of(string text, out int[] positions)
    {
        positions = new int[text.Length + 1];
        if (!PlainCharacters.Fill(text) && !IsPlain(text))
            return Escape(text, positions);
        for (int i = 0; i < positions.Length; i++)
            positions[i] = i;
        return text;
    }

    /// <summary>Returns whether the character at an index, or the pair that starts there, cannot be seen or moves what can be.</summary>
    internal static bool IsHidden(string text, int index) => text[index] is < ' ' or > '~' && CharUnicodeInfo.GetUnicodeCategory(text, index) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate => true,
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        _ => IsIgnorable(char.IsSurrogatePair(text, index) ? char.ConvertToUtf32(text, index) : text[index]),
    };

    /// <summary>Returns whether the number sign at an index begins the command of a runner together with the one before it.</summary>
    internal static bool IsCommand(string text, int index)
    {
        if (text[index] != '#' || index == 0 || text[index - 1] != '#')
            return false;
        int end = index + 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '-' or '_' or '.'))
            end++;
        return end < text.Length && text[end] == '[';
    }

    /// <summary>
    /// Characters without a shape that Unicode counts among letters, marks and what has no meaning. Searches that
    /// follow a culture skip them, those of runners too.
    /// </summary>
    private static bool IsIgnorable(int character) => character
        is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x3164 or 0xFFA0
        or (>= 0xFE00 and <= 0xFE0F) or (>= 0xFFF0 and <= 0xFFF8) or 0xFFFE or 0xFFFF or (>= 0xE0000 and <= 0xE0FFF);

    private static bool IsPlain(string text)
    {
        for (int i = 0; i < text.Length; i++)
            if (text[i] is < ' ' or > '~' || IsCommand(text, i))
                return false;
        return true;
    }

    private static string Escape(string text, int[]? positions)
    {
        var shown = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = char.IsSurrogatePair(text, i), isEscaped = IsHidden(text, i) || IsCommand(text, i);
            Append(i, isEscaped);
            if (isPair)
                Append(++i, isEscaped);
        }
        if (positions is not null)
            positions[text.Length] = shown.Length;
        return shown.ToString();

        void Append(int index, bool isEscaped)
        {
            if (positions is not null)
                positions[index] = shown.Length;
            _ = isEscaped ? shown.Append(Escaped(text[index])) : shown.Append(text[index]);
        }
    }

    private static string Escaped(char c) => c switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
    };
}
