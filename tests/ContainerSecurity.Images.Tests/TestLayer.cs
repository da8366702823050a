using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Tests;

/// <summary>A layer as a manifest describes it; digest and size of the blob itself unless others are given.</summary>
internal sealed record TestLayer(byte[] Blob, Digest DiffId, string MediaType, Digest? Digest = null, long? Size = null)
{
    public static TestLayer Gzip(byte[] tar) => new(TarBuilder.Gzip(tar), TestLayout.Sha256(tar), ImageMediaType.GzipLayer);
}
