namespace ContainerSecurity.Helm.Judging;

/// <summary>Splits what a template prints into documents as Helm does, and keeps where they stand.</summary>
internal static class ManifestSplit
{
    private const string Dashes = "---";

    /// <summary>The documents that are not blank: three dashes separate them at the start of a line, whatever follows.</summary>
    public static IEnumerable<(int Start, int End)> Of(string text)
    {
        int start = AfterBlanks(text, 0);
        if (string.CompareOrdinal(text, start, Dashes, 0, Dashes.Length) == 0)
            start = AfterBlanks(text, start + Dashes.Length);
        else if (text.AsSpan(0, start).LastIndexOf('\n') is var line and >= 0)
            start = line + 1;
        else
            start = 0;
        while (start < text.Length)
        {
            int end = text.IndexOf("\n" + Dashes, start, StringComparison.Ordinal);
            int last = end < 0 ? text.Length : end;
            if (!text.AsSpan(start, last - start).IsWhiteSpace())
                yield return (start, last);
            if (end < 0)
                yield break;
            start = AfterBlanks(text, end + 1 + Dashes.Length);
        }
    }

    private static int AfterBlanks(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\n' or '\f' or '\r')
            at++;
        return at;
    }
}
