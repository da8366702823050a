using System.Buffers;

namespace ContainerSecurity.Reports;

/// <summary>Tells texts that every report writes as they are, as nearly all are.</summary>
internal static class PlainCharacters
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create(string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Where(c => c is not ('"' or '\\' or '#'))));

    /// <summary>Whether a text is of ASCII's visible characters and blanks alone, without quotes, backslashes and number signs.</summary>
    public static bool Fill(string text) => !text.AsSpan().ContainsAnyExcept(Plain);
}
