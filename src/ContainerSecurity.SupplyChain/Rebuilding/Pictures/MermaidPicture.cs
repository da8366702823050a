using System.Text;
using ContainerSecurity.Reports;

namespace ContainerSecurity.SupplyChain.Rebuilding.Pictures;

/// <summary>Writes a picture as Mermaid.</summary>
internal static class MermaidPicture
{
    public static void Write(PlanPicture picture, TextWriter output)
    {
        output.Write("flowchart LR\n");
        output.Write($"  %% {picture.Title}\n");
        foreach (PlanBox box in picture.Boxes)
            output.Write($"  n{box.Number}[\"{Escape(box.Name)}<br/>{Escape(box.Said)}\"]{(box.IsRebuilt ? ":::rebuilt" : box.IsPlanned ? "" : ":::base")}\n");
        foreach (PlanBox box in picture.Boxes)
            if (box.Below is { } below)
                output.Write($"  n{below} -->|\"{Escape(box.Arrow)}\"| n{box.Number}\n");
        output.Write("  classDef rebuilt fill:#fee2e2,stroke:#b91c1c,stroke-width:2px\n");
        output.Write("  classDef base fill:#f3f4f6,stroke:#6b7280\n");
    }

    /// <summary>Everything but letters, digits and a few signs is written by its number.</summary>
    private static string Escape(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (Rune rune in VisibleText.Line(text).EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '.' or ',' or '/' or '-' or '_' or '@')
                builder.Append(rune.ToString());
            else
                builder.Append('#').Append(rune.Value).Append(';');
        return builder.ToString();
    }
}
