using ContainerSecurity.Documents;

namespace ContainerSecurity.Reports;

/// <summary>The lines of the source at hand. Findings come by line, so that a line is looked for from the last one on.</summary>
internal sealed class SourceLines
{
    private SourceFile? file;
    private int last = 1;
    private int start;

    /// <summary>A line by its number from 1; null where the text is not at hand.</summary>
    public string? Line(SourceFile source, int number)
    {
        if (source.Text is not { } text)
            return null;
        if (file != source || number < last)
            (file, last, start) = (source, 1, 0);
        for (; last < number; last++)
        {
            int end = text.IndexOf('\n', start);
            if (end < 0)
                return null;
            start = end + 1;
        }
        return number < 1 ? null : LineAt(text).TrimEnd('\r');
    }

    private string LineAt(string text)
    {
        int end = text.IndexOf('\n', start);
        return text.Substring(start, (end < 0 ? text.Length : end) - start);
    }
}
