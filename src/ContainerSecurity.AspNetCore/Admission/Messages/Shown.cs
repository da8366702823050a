using ContainerSecurity.Reports;

namespace ContainerSecurity.AspNetCore.Admission.Messages;

/// <summary>Text as people may be shown it: without control characters, and not too long.</summary>
internal static class Shown
{
    private const int ShortLength = 512;

    /// <summary>Shows a name or a value.</summary>
    public static string Short(string text) => Cut(VisibleText.Of(text.Length > ShortLength ? text[..ShortLength] : text), ShortLength);

    /// <summary>
    /// Cuts a text, between characters, to at most so many UTF-16 units; the last one says that something is missing.
    /// </summary>
    public static string Cut(string text, int maxLength)
    {
        if (text.Length <= maxLength)
            return text;
        int end = maxLength - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }
}
