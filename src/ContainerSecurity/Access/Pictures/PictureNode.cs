using ContainerSecurity.Access.Paths;

namespace ContainerSecurity.Access.Pictures;

/// <summary>A box of a picture.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Node">What it stands for; null for several that are not drawn one by one.</param>
/// <param name="Label">What is written in it.</param>
public sealed record PictureNode(int Number, EscalationNode? Node, string Label)
{
    /// <summary>The column, from 0 at the left.</summary>
    public int Column { get; internal set; }

    /// <summary>The row, from 0 at the top; between two rows where it stands before several.</summary>
    public double Row { get; internal set; }

    /// <summary>How bad the path is that begins here; null where none does.</summary>
    public EscalationRisk? Risk { get; internal set; }
}
