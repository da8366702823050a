namespace ContainerSecurity.SupplyChain.Rebuilding;

/// <summary>What an image is built on.</summary>
/// <param name="Image">The base as it is now.</param>
/// <param name="SharedLayers">How many of its layers the image has below its own.</param>
public sealed record ImageBase(PlannedImage Image, int SharedLayers)
{
    /// <summary>Whether the image is built on the base as it is now.</summary>
    public bool IsCurrent { get; init; }

    /// <summary>Whether the base is one of the images that the plan is made for, and not only something that they are built on.</summary>
    public bool IsPlanned { get; init; }
}
