namespace ContainerSecurity.Reports.Html;

/// <summary>Draws counts as bars, in SVG without script.</summary>
internal static class BarChart
{
    private const int Width = 640, LabelWidth = 300, RowHeight = 26, BarHeight = 16, LabelLength = 40;

    /// <summary>Draws rows from the top; each is a label, how many, and the class that colours its bar.</summary>
    public static string Draw(string title, IReadOnlyList<(string Label, int Count, string Class)> rows)
    {
        int most = Math.Max(1, rows.Select(r => r.Count).DefaultIfEmpty().Max());
        string said = string.Join(", ", rows.Select(r => $"{r.Label}: {r.Count}"));
        return $"<figure><figcaption>{HtmlText.Of(title)}</figcaption>\n"
            + $"<svg viewBox=\"0 0 {Width} {rows.Count * RowHeight}\" role=\"img\" aria-label=\"{HtmlText.Of(title)}. {HtmlText.Of(said)}\">\n"
            + string.Concat(rows.Select((row, i) => Row(row, i * RowHeight, most)))
            + "</svg></figure>\n";
    }

    private static string Row((string Label, int Count, string Class) row, int top, int most)
    {
        // Room for the number stays behind the longest bar.
        int length = (int)((long)(Width - LabelWidth - 60) * row.Count / most);
        string label = row.Label.Length > LabelLength ? "…" + row.Label.Substring(row.Label.Length - LabelLength + 1) : row.Label;
        return $"<g><title>{HtmlText.Of(row.Label)}: {row.Count}</title><text x=\"{LabelWidth - 8}\" y=\"{top + 17}\" text-anchor=\"end\">{HtmlText.Of(label)}</text>"
            + $"<rect class=\"{row.Class}\" x=\"{LabelWidth}\" y=\"{top + 5}\" width=\"{Math.Max(row.Count > 0 ? 2 : 0, length)}\" height=\"{BarHeight}\" rx=\"2\"/>"
            + $"<text x=\"{LabelWidth + length + 8}\" y=\"{top + 17}\">{row.Count}</text></g>\n";
    }
}
