using ContainerSecurity.Images;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.SupplyChain.Signatures.Discovery;

/// <summary>
/// The digests whose signature counts for an image: its own manifest's, and that of the index by which it was asked
/// for. Some sign the index alone, some each platform's manifest.
/// </summary>
public static class SignedDigests
{
    /// <summary>The digests of what a name stands for, the platform's manifest first.</summary>
    /// <param name="asked">The manifest or index that the name stands for.</param>
    /// <param name="platform">
    /// The platform that will run; null where it is not known: then only a signature of the index counts, for any of its
    /// images may run.
    /// </param>
    /// <exception cref="ImageReadException">The index is malformed.</exception>
    public static IReadOnlyList<Digest> Of(ManifestContent asked, ImagePlatform? platform)
    {
        ArgumentNullException.ThrowIfNull(asked);
        Digest top = asked.Descriptor.Digest;
        if (platform is null || !ImageMediaType.IsIndex(asked.Descriptor.MediaType))
            return [top];
        List<Digest> leaves = [.. asked.ReadIndex().Manifests
            .Where(m => m.Platform?.Satisfies(platform) ?? false)
            .Select(m => m.Digest).Distinct()];
        return leaves.Count == 1 ? [leaves[0], top] : [top];
    }
}
