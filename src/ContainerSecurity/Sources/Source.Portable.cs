using ContainerSecurity.Resources;

namespace ContainerSecurity.Sources;

/// <content>What is opened without waiting.</content>
public sealed partial class Source
{
    /// <summary>Whether the source gives resources and no bytes.</summary>
    internal bool HoldsResources => readResources is not null;

    /// <summary>Opens the bytes.</summary>
    internal Stream Open() => OpenAtHand();

    /// <summary>Reads the resources.</summary>
    internal IReadOnlyList<Resource> ReadResources() => readResources!();
}
