using ContainerSecurity.Documents;

namespace ContainerSecurity.Reports;

/// <summary>The lines of the source at hand, split once.</summary>
internal sealed class SourceLines
{
    private SourceFile? file;
    private string[] lines = [];

    /// <summary>A line by its number from 1; null where the text is not at hand.</summary>
    public string? Line(SourceFile source, int number)
    {
        if (source.Text is null)
            return null;
        if (file != source)
            (file, lines) = (source, source.Text.Split('\n'));
        return number >= 1 && number <= lines.Length ? lines[number - 1].TrimEnd('\r') : null;
    }
}
