using System.Globalization;
using ContainerSecurity.Images.Layers;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Caching;

/// <summary>What a layer is known by: its blob, its files, and the bounds within which it was read.</summary>
/// <param name="Blob">The digest of the blob.</param>
/// <param name="MediaType">The type of the blob.</param>
/// <param name="Size">The size of the blob.</param>
/// <param name="DiffId">The digest of the uncompressed layer.</param>
/// <param name="Limits">The bounds that are of one layer.</param>
internal readonly record struct LayerKey(Digest Blob, string MediaType, long Size, Digest DiffId, string Limits)
{
    public static LayerKey Of(ImageLayer layer, ImageReadLimits limits) => new(
        layer.Descriptor.Digest,
        layer.Descriptor.MediaType,
        layer.Descriptor.Size,
        layer.DiffId,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{limits.MaxLayerSize} {limits.MaxCompressionRatio} {limits.MinSuspiciousSize} {limits.MaxEntries} {limits.MaxPathLength}"));

    /// <summary>The key as a text; two keys have the same only where they are the same.</summary>
    public override string ToString() => $"{Blob}\n{Size}\n{DiffId}\n{Limits}\n{MediaType}";
}
