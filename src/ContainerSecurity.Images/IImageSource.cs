using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images;

/// <summary>
/// A place that has images: an archive, a folder, a repository of a registry, an engine. It hands out bytes; what they
/// say is judged by <see cref="ContainerImage"/>.
/// </summary>
public interface IImageSource : IAsyncDisposable
{
    /// <summary>The name shown to people, such as the path of an archive.</summary>
    string Name { get; }

    /// <summary>The names of the images that are here: tags, or whole references; empty where an image has none.</summary>
    /// <exception cref="ImageReadException">The source cannot be read.</exception>
    Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>The manifest or index that a name stands for, its digest checked.</summary>
    /// <param name="reference">A tag, a digest or a name of <see cref="ListAsync"/>; null for the only image.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ImageReadException">There is no such image, or it cannot be read.</exception>
    Task<ManifestContent> ResolveAsync(string? reference, CancellationToken cancellationToken = default);

    /// <summary>The manifest or index that a descriptor points to, its digest checked.</summary>
    /// <exception cref="ImageReadException">It is not here, or is not what the descriptor says.</exception>
    Task<ManifestContent> ReadManifestAsync(Descriptor descriptor, CancellationToken cancellationToken = default);

    /// <summary>The bytes of a blob as they are stored. The reader checks the digest.</summary>
    /// <exception cref="ImageReadException">It is not here.</exception>
    Task<Stream> OpenBlobAsync(Descriptor descriptor, CancellationToken cancellationToken = default);

    /// <summary>The manifests whose subject is a manifest: signatures, bills of materials, approvals.</summary>
    /// <param name="subject">The digest of the manifest they speak of.</param>
    /// <param name="artifactType">Only those of this type; null for all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ImageReadException">The source cannot be read.</exception>
    Task<IReadOnlyList<Descriptor>> ListReferrersAsync(Digest subject, string? artifactType = null, CancellationToken cancellationToken = default);
}
