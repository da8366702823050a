using ContainerSecurity.Documents;

namespace ContainerSecurity.Reports;

/// <summary>The part of a source line that is shown for a finding, and where its carets stand.</summary>
internal sealed class Excerpt
{
    private const int MaxLength = 120;
    private const int MaxBefore = 80;
    private const int Before = 20;

    public Excerpt(string line, SourceSpan span)
    {
        int start = Math.Min(Math.Max(0, span.Column - 1), line.Length);
        int end = span.EndLine > span.Line ? line.Length : Math.Min(Math.Max(start, span.EndColumn - 1), line.Length);
        int cut = start > MaxBefore ? start - Before : 0;
        int length = Math.Min(MaxLength, line.Length - cut);
        Text = VisibleText.Of(line.Substring(cut, length).Replace('\t', ' '), out int[] positions);
        Indent = positions[start - cut];
        Carets = Math.Max(1, positions[Math.Min(Math.Max(end - cut, start - cut), length)] - Indent);
    }

    /// <summary>The text as shown.</summary>
    public string Text { get; }

    /// <summary>How many columns of the text stand before the finding's.</summary>
    public int Indent { get; }

    /// <summary>How many columns are the finding's.</summary>
    public int Carets { get; }
}
