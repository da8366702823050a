namespace ContainerSecurity.SupplyChain.Rebuilding;

/// <summary>One image that has to be built again.</summary>
/// <param name="Image">The image.</param>
/// <param name="Stage">When: what has the same number can be built at once, after all with a lower one. The first is 1.</param>
/// <param name="Reasons">Why, at least one.</param>
public sealed record RebuildStep(PlannedImage Image, int Stage, IReadOnlyList<RebuildReason> Reasons)
{
    /// <summary>The base; null where it is not known.</summary>
    public ImageBase? Base { get; init; }

    /// <summary>The image that has to be built before this one; null for none.</summary>
    public string? After { get; init; }

    /// <summary>The lowest layer that has to be made anew, counted from 1.</summary>
    public int FromLayer => Reasons.Min(r => r.FromLayer);
}
