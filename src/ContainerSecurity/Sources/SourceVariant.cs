using ContainerSecurity.Resources;

namespace ContainerSecurity.Sources;

/// <summary>What a source holds where it is read in another way, such as a chart with other values.</summary>
/// <param name="Name">What is other, such as <c>values-prod.yaml</c>; null for a way that is as likely as the first, of which findings need not say that they are of it.</param>
/// <param name="Resources">The resources in source order.</param>
public sealed record SourceVariant(string? Name, IReadOnlyList<Resource> Resources);
