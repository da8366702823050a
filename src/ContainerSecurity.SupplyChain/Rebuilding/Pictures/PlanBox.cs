namespace ContainerSecurity.SupplyChain.Rebuilding.Pictures;

/// <summary>A box of a picture: an image.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Name">The image.</param>
/// <param name="Said">What is to be done with it, in a few words.</param>
/// <param name="Explanation">Why, in sentences.</param>
internal sealed record PlanBox(int Number, string Name, string Said, string Explanation)
{
    /// <summary>The number of the box that it is built on; null for none.</summary>
    public int? Below { get; init; }

    /// <summary>What stands at the arrow from there: how many layers are shared.</summary>
    public string Arrow { get; init; } = "";

    /// <summary>Whether it has to be built again.</summary>
    public bool IsRebuilt { get; init; }

    /// <summary>Whether it is one of the images that the plan is made for.</summary>
    public bool IsPlanned { get; init; }

    /// <summary>The column, from 0 at the left: bases stand left of what is built on them.</summary>
    public int Column { get; set; }

    /// <summary>The row, from 0 at the top.</summary>
    public int Row { get; set; }
}
