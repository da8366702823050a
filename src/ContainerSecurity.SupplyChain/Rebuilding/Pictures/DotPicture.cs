using ContainerSecurity.Reports;

namespace ContainerSecurity.SupplyChain.Rebuilding.Pictures;

/// <summary>Writes a picture as DOT.</summary>
internal static class DotPicture
{
    public static void Write(PlanPicture picture, TextWriter output)
    {
        output.Write("digraph rebuild {\n  rankdir=LR;\n");
        output.Write($"  label={Quote(picture.Title)};\n");
        output.Write("  node [shape=box, style=\"rounded,filled\", fillcolor=\"#ffffff\", fontname=\"Helvetica\"];\n");
        foreach (PlanBox box in picture.Boxes)
        {
            string look = box.IsRebuilt ? ", fillcolor=\"#fee2e2\", color=\"#b91c1c\", penwidth=2" : box.IsPlanned
                ? ""
                : ", fillcolor=\"#f3f4f6\", color=\"#6b7280\"";
            output.Write($"  n{box.Number} [label={Quote(box.Name, box.Said)}, tooltip={Quote(box.Explanation)}{look}];\n");
        }
        foreach (PlanBox box in picture.Boxes)
            if (box.Below is { } below)
                output.Write($"  n{below} -> n{box.Number} [label={Quote(box.Arrow)}];\n");
        output.Write("}\n");
    }

    private static string Quote(params string[] lines) =>
        $"\"{string.Join("\\n", lines.Select(l => VisibleText.Line(l).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)))}\"";
}
