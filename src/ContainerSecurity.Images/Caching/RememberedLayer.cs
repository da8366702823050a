using ContainerSecurity.Images.Inspection;

namespace ContainerSecurity.Images.Caching;

/// <summary>What was found in a layer.</summary>
/// <param name="Entries">Its entries, in order. The layer that their files name is that of the image in which they were seen.</param>
internal sealed record RememberedLayer(IReadOnlyList<SeenEntry> Entries);
