using ContainerSecurity.Access.Pictures;

namespace ContainerSecurity.Reports.Rbac;

/// <summary>Writes a picture as a graph for Graphviz.</summary>
internal static class DotPicture
{
    public static void Write(PathPicture picture, TextWriter output)
    {
        output.Write("digraph paths {\n  rankdir=LR;\n  node [shape=box, style=filled, fontname=\"sans-serif\", fontsize=11];\n");
        output.Write("  edge [fontname=\"sans-serif\", fontsize=9];\n");
        foreach (PictureNode node in picture.Nodes)
        {
            string width = node.Risk is null ? "" : ", penwidth=2.5";
            output.Write($"  n{node.Number} [label=\"{Escape(node.Label)}\", fillcolor=\"{PictureColors.Of(node.Node?.Kind)}\", ");
            output.Write($"color=\"{PictureColors.OfRisk(node.Risk)}\"{width}];\n");
        }
        foreach (PictureEdge edge in picture.Edges)
            output.Write($"  n{edge.From} -> n{edge.To} [label=\"{Escape(edge.Label)}\", tooltip=\"{Escape(edge.Explanation)}\"];\n");
        if (picture.LeftOut > 0)
            output.Write($"  left [label=\"{picture.LeftOut} more paths\", fillcolor=\"#ffffff\"];\n");
        output.Write("}\n");
    }

    private static string Escape(string text) => VisibleText.Of(text).Replace("\\", "\\\\").Replace("\"", "\\\"");
}
