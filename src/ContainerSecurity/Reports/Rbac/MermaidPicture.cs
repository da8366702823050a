using System.Globalization;
using System.Text;
using ContainerSecurity.Access.Paths;
using ContainerSecurity.Access.Pictures;

namespace ContainerSecurity.Reports.Rbac;

/// <summary>Writes a picture as a flowchart of Mermaid.</summary>
internal static class MermaidPicture
{
    public static void Write(PathPicture picture, TextWriter output)
    {
        output.Write("flowchart LR\n");
        foreach (PictureNode node in picture.Nodes)
            output.Write($"  n{node.Number}[\"{Escape(node.Label)}\"]:::{ClassOf(node)}\n");
        foreach (PictureEdge edge in picture.Edges)
            output.Write($"  n{edge.From} -->|\"{Escape(edge.Label)}\"| n{edge.To}\n");
        if (picture.LeftOut > 0)
            output.Write($"  left[\"{picture.LeftOut} more paths\"]\n");
        foreach (PictureNode node in picture.Nodes.Where(n => n.Risk is not null))
            output.Write($"  style n{node.Number} stroke:{PictureColors.OfRisk(node.Risk)},stroke-width:3px\n");
        foreach (EscalationNodeKind kind in PictureColors.Kinds)
            output.Write($"  classDef {kind.ToString().ToLowerInvariant()} fill:{PictureColors.Of(kind)},stroke:#6b7280,color:#111827\n");
        output.Write("  classDef more fill:#ffffff,stroke:#6b7280,color:#111827\n");
    }

    private static string ClassOf(PictureNode node) => node.Node?.Kind.ToString().ToLowerInvariant() ?? "more";

    /// <summary>All but letters, digits and a few marks are written as character codes, so that nothing means anything to Mermaid or Markdown.</summary>
    private static string Escape(string text)
    {
        var builder = new StringBuilder();
        foreach (char c in VisibleText.Of(text))
            if (char.IsLetterOrDigit(c) || c is ' ' or '/' or '.' or '-' or ',')
                builder.Append(c);
            else
                builder.Append('#').Append(((int)c).ToString(CultureInfo.InvariantCulture)).Append(';');
        return builder.ToString();
    }
}
