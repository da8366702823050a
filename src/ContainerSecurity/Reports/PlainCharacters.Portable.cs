namespace ContainerSecurity.Reports;

/// <summary>Tells texts that every report writes as they are, as nearly all are.</summary>
internal static class PlainCharacters
{
    /// <summary>Whether a text is of ASCII's visible characters and blanks alone, without quotes, backslashes and number signs.</summary>
    public static bool Fill(string text)
    {
        foreach (char c in text)
            if (c is < ' ' or > '~' or '"' or '\\' or '#')
                return false;
        return true;
    }
}
