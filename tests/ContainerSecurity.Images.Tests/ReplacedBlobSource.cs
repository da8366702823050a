using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Tests;

/// <summary>A source whose blobs come as other streams than its own.</summary>
internal sealed class ReplacedBlobSource(IImageSource inner, Func<Stream, Stream> replace) : IImageSource
{
    public string Name => inner.Name;

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken = default) => inner.ListAsync(cancellationToken);

    public Task<ManifestContent> ResolveAsync(string? reference, CancellationToken cancellationToken = default) =>
        inner.ResolveAsync(reference, cancellationToken);

    public Task<ManifestContent> ReadManifestAsync(Descriptor descriptor, CancellationToken cancellationToken = default) =>
        inner.ReadManifestAsync(descriptor, cancellationToken);

    public async Task<Stream> OpenBlobAsync(Descriptor descriptor, CancellationToken cancellationToken = default)
    {
        Stream blob = await inner.OpenBlobAsync(descriptor, cancellationToken);
        return ImageMediaType.IsLayer(descriptor.MediaType) ? replace(blob) : blob;
    }

    public Task<IReadOnlyList<Descriptor>> ListReferrersAsync(
        Digest subject, string? artifactType = null, CancellationToken cancellationToken = default) =>
        inner.ListReferrersAsync(subject, artifactType, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
