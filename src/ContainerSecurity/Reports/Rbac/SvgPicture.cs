using System.Globalization;
using System.Text;
using ContainerSecurity.Access.Paths;
using ContainerSecurity.Access.Pictures;

namespace ContainerSecurity.Reports.Rbac;

/// <summary>
/// Writes a picture as SVG: boxes in columns, arrows with what is done, a legend. Text stays text, tooltips are titles,
/// and there is no script.
/// </summary>
internal sealed class SvgPicture
{
    private const int BoxWidth = 230, BoxHeight = 38, ColumnGap = 230, RowHeight = 54, Margin = 24, Header = 44, LegendRow = 24, LegendColumn = 260;

    /// <summary>How many characters of the two sizes of text fit into their room.</summary>
    private const int BoxText = 32, EdgeText = 38;

    private readonly PathPicture picture;
    private readonly TextWriter output;
    private readonly EscalationNodeKind[] kinds;
    private readonly EscalationRisk[] risks;

    private SvgPicture(PathPicture picture, TextWriter output)
    {
        this.picture = picture;
        this.output = output;
        kinds = [.. picture.Nodes.Select(n => n.Node?.Kind).OfType<EscalationNodeKind>().Distinct().OrderBy(k => k)];
        risks = [.. picture.Nodes.Select(n => n.Risk).OfType<EscalationRisk>().Distinct().OrderByDescending(r => r)];
    }

    public static void Write(PathPicture picture, TextWriter output) => new SvgPicture(picture, output).Write();

    private int Width => Math.Max((2 * Margin) + (picture.Columns * BoxWidth) + (Math.Max(0, picture.Columns - 1) * ColumnGap),
        (2 * Margin) + (2 * LegendColumn));

    private int LegendTop => Header + Margin + (Math.Max(1, picture.Rows) * RowHeight);

    private int PerRow => Math.Max(1, (Width - (2 * Margin)) / LegendColumn);

    private int Height => LegendTop + (((kinds.Length + risks.Length + PerRow - 1) / PerRow) * LegendRow) + (2 * Margin);

    private void Write()
    {
        string title = picture.Paths switch { 0 => "No escalation paths", 1 => "1 escalation path", _ => $"{picture.Paths} escalation paths" };
        output.Write($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{Height}\" viewBox=\"0 0 {Width} {Height}\" ");
        output.Write("role=\"img\" font-family=\"Helvetica, Arial, sans-serif\">\n");
        output.Write($"<title>{title}</title>\n");
        output.Write("<defs><marker id=\"arrow\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">");
        output.Write("<path d=\"M0 0L10 5L0 10z\" fill=\"#6b7280\"/></marker></defs>\n");
        output.Write($"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#ffffff\"/>\n");
        string more = picture.LeftOut > 0 ? $"; {picture.LeftOut} of them are not drawn for want of room" : "";
        Text(Margin, Margin + 12, 16, "#111827", title + more, "font-weight=\"bold\"");
        foreach (PictureEdge edge in picture.Edges)
            Write(edge);
        foreach (PictureNode node in picture.Nodes)
            Write(node);
        WriteLegend();
        output.Write("</svg>\n");
    }

    private static int X(PictureNode node) => Margin + (node.Column * (BoxWidth + ColumnGap));

    private static int Y(PictureNode node) => Header + Margin + (int)Math.Round(node.Row * RowHeight);

    private void Write(PictureEdge edge)
    {
        (PictureNode from, PictureNode to) = (picture.Nodes[edge.From], picture.Nodes[edge.To]);
        int x1 = X(from) + BoxWidth, y1 = Y(from) + (BoxHeight / 2), x2 = X(to) - 2, y2 = Y(to) + (BoxHeight / 2);
        int bend = x2 - 40;
        output.Write($"<g><title>{Escape(edge.Explanation)}</title><path d=\"M{x1} {y1}H{bend - 20}C{bend} {y1} {bend} {y2} {x2} {y2}\" ");
        output.Write("fill=\"none\" stroke=\"#6b7280\" stroke-width=\"1.3\" marker-end=\"url(#arrow)\"/>");
        Text(x1 + 6, y1 - 5, 11, "#374151", Shorten(edge.Label, EdgeText));
        output.Write("</g>\n");
    }

    private void Write(PictureNode node)
    {
        int x = X(node), y = Y(node);
        (string first, string second) = LinesOf(node);
        string width = node.Risk is null ? "1" : "2.5";
        output.Write($"<g><title>{Escape(node.Label)}</title><rect x=\"{x}\" y=\"{y}\" width=\"{BoxWidth}\" height=\"{BoxHeight}\" ");
        output.Write($"rx=\"5\" fill=\"{PictureColors.Of(node.Node?.Kind)}\" stroke=\"{PictureColors.OfRisk(node.Risk)}\" stroke-width=\"{width}\"/>");
        if (first.Length > 0)
            Text(x + 9, y + 14, 10, "#4b5563", first);
        Text(x + 9, first.Length > 0 ? y + 30 : y + 23, 12, "#111827", Shorten(second, BoxText));
        output.Write("</g>\n");
    }

    private static (string First, string Second) LinesOf(PictureNode node) => node.Node switch
    {
        { Kind: EscalationNodeKind.User or EscalationNodeKind.Group or EscalationNodeKind.ServiceAccount } known =>
            (PictureColors.Word(known.Kind), known.Name),
        { Kind: EscalationNodeKind.Workload } known when known.Name.IndexOf(' ') is > 0 and int space =>
            (known.Name.Substring(0, space), known.Name.Substring(space + 1)),
        _ => ("", node.Label),
    };

    private void WriteLegend()
    {
        int number = 0;
        foreach (EscalationNodeKind kind in kinds)
            Legend(number++, PictureColors.Of(kind), "#6b7280", "1", PictureColors.Word(kind));
        foreach (EscalationRisk risk in risks)
            Legend(number++, "#ffffff", PictureColors.OfRisk(risk), "2.5", $"start of a path, {EscalationReport.RiskWord(risk).ToLowerInvariant()}");
    }

    private void Legend(int number, string fill, string stroke, string width, string text)
    {
        int x = Margin + (number % PerRow * LegendColumn), y = LegendTop + Margin + (number / PerRow * LegendRow);
        output.Write($"<rect x=\"{x}\" y=\"{y}\" width=\"16\" height=\"14\" rx=\"3\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"{width}\"/>");
        Text(x + 24, y + 12, 12, "#374151", text);
        output.Write('\n');
    }

    private void Text(int x, int y, int size, string fill, string text, string more = "") =>
        output.Write($"<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{fill}\"{(more.Length > 0 ? " " + more : "")}>{Escape(text)}</text>");

    /// <summary>A text that is too long loses its middle: names differ at both ends.</summary>
    private static string Shorten(string text, int max)
    {
        string shown = VisibleText.Of(text);
        if (shown.Length <= max)
            return shown;
        int head = (max - 1) / 2, tail = max - 1 - head;
        head -= char.IsHighSurrogate(shown[head - 1]) ? 1 : 0;
        tail -= char.IsLowSurrogate(shown[shown.Length - tail]) ? 1 : 0;
        return shown.Substring(0, head) + "…" + shown.Substring(shown.Length - tail);
    }

    private static string Escape(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (char c in VisibleText.Of(text))
            builder.Append(c switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '"' => "&quot;",
                '\'' => "&#39;",
                _ => c.ToString(CultureInfo.InvariantCulture),
            });
        return builder.ToString();
    }
}
