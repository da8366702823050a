using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.SupplyChain.Verdicts;

/// <summary>A thing that was judged.</summary>
/// <param name="Name">Its name, for people.</param>
/// <param name="Digest">The digest of an image's manifest, or of a file's bytes.</param>
public sealed record VerdictInput(string Name, Digest Digest);
