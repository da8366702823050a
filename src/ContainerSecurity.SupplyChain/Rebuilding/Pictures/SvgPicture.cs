using System.Text;
using ContainerSecurity.Reports;

namespace ContainerSecurity.SupplyChain.Rebuilding.Pictures;

/// <summary>Writes a picture as SVG: boxes in columns, arrows from a base to what is built on it. Text stays text, and there is no script.</summary>
internal static class SvgPicture
{
    private const int BoxWidth = 260, BoxHeight = 44, ColumnGap = 190, RowHeight = 62, Margin = 24, Header = 44;

    /// <summary>How many characters of the two sizes of text fit into their room.</summary>
    private const int BoxText = 36, ArrowText = 28;

    public static void Write(PlanPicture picture, TextWriter output)
    {
        int width = Math.Max((2 * Margin) + (picture.Columns * BoxWidth) + (Math.Max(0, picture.Columns - 1) * ColumnGap), 520);
        int height = Header + (2 * Margin) + (Math.Max(1, picture.Rows) * RowHeight);
        output.Write($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" ");
        output.Write("role=\"img\" font-family=\"Helvetica, Arial, sans-serif\">\n");
        output.Write($"<title>{Escape(picture.Title)}</title>\n");
        output.Write("<defs><marker id=\"arrow\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">");
        output.Write("<path d=\"M0 0L10 5L0 10z\" fill=\"#6b7280\"/></marker></defs>\n");
        output.Write($"<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n");
        Text(output, Margin, Margin + 12, 16, "#111827", picture.Title);
        output.Write('\n');
        foreach (PlanBox box in picture.Boxes)
            if (box.Below is { } below)
                WriteArrow(output, picture.Boxes[below], box);
        foreach (PlanBox box in picture.Boxes)
            WriteBox(output, box);
        output.Write("</svg>\n");
    }

    private static int X(PlanBox box) => Margin + (box.Column * (BoxWidth + ColumnGap));

    private static int Y(PlanBox box) => Header + Margin + (box.Row * RowHeight);

    private static void WriteArrow(TextWriter output, PlanBox from, PlanBox to)
    {
        int x1 = X(from) + BoxWidth, y1 = Y(from) + (BoxHeight / 2), x2 = X(to) - 2, y2 = Y(to) + (BoxHeight / 2);
        output.Write($"<g><path d=\"M{x1} {y1}C{x1 + 30} {y1} {x1} {y2} {x1 + 30} {y2}H{x2}\" ");
        output.Write("fill=\"none\" stroke=\"#6b7280\" stroke-width=\"1.3\" marker-end=\"url(#arrow)\"/>");
        Text(output, x1 + 34, y2 - 5, 11, "#374151", Shorten(to.Arrow, ArrowText));
        output.Write("</g>\n");
    }

    private static void WriteBox(TextWriter output, PlanBox box)
    {
        int x = X(box), y = Y(box);
        (string fill, string stroke, string width) = box.IsRebuilt ? ("#fee2e2", "#b91c1c", "2.5")
            : box.IsPlanned ? ("#dcfce7", "#15803d", "1")
            : ("#f3f4f6", "#6b7280", "1");
        output.Write($"<g><title>{Escape($"{box.Name}: {box.Explanation}")}</title><rect x=\"{x}\" y=\"{y}\" width=\"{BoxWidth}\" height=\"{BoxHeight}\" ");
        output.Write($"rx=\"5\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"{width}\"/>");
        Text(output, x + 9, y + 18, 12, "#111827", Shorten(box.Name, BoxText));
        Text(output, x + 9, y + 35, 11, "#4b5563", Shorten(box.Said, BoxText));
        output.Write("</g>\n");
    }

    private static void Text(TextWriter output, int x, int y, int size, string fill, string text) =>
        output.Write($"<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{fill}\">{Escape(text)}</text>");

    /// <summary>A text that is too long loses its middle: names differ at both ends.</summary>
    private static string Shorten(string text, int max)
    {
        string shown = VisibleText.Line(text);
        if (shown.Length <= max)
            return shown;
        int head = (max - 1) / 2, tail = max - 1 - head;
        head -= char.IsHighSurrogate(shown[head - 1]) ? 1 : 0;
        tail -= char.IsLowSurrogate(shown[^tail]) ? 1 : 0;
        return $"{shown[..head]}…{shown[^tail..]}";
    }

    private static string Escape(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (char c in VisibleText.Line(text))
            builder.Append(c switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '"' => "&quot;",
                _ => c.ToString(),
            });
        return builder.ToString();
    }
}
