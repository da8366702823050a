using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Archives;

/// <summary>Images in the OCI layout: a folder, or an archive of one.</summary>
public sealed class LayoutImageSource : IImageSource
{
    private const string Marker = "oci-layout";
    private const string IndexFile = "index.json";
    private const string RefName = "org.opencontainers.image.ref.name";
    private const string FullName = "io.containerd.image.name";
    private const string CosignKind = "kind";
    private const string CosignPrefix = "dev.cosignproject.cosign/";

    private readonly ContentFolder folder;
    private readonly ImageReadLimits limits;
    private readonly ImageIndex index;

    private LayoutImageSource(ContentFolder folder, ImageReadLimits limits, ImageIndex index)
    {
        this.folder = folder;
        this.limits = limits;
        this.index = index;
    }

    /// <inheritdoc/>
    public string Name => folder.Name;

    /// <summary>What the layout's index lists, in its order: images, and what was saved beside them, such as signatures.</summary>
    public IReadOnlyList<Descriptor> Manifests => index.Manifests;

    /// <summary>Opens a folder or an archive.</summary>
    /// <param name="path">The folder with the file <c>oci-layout</c>, or the tar archive, which may be compressed.</param>
    /// <param name="limits">Bounds; null for <see cref="ImageReadLimits.Default"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ImageReadException">It is no OCI layout, or not a valid one.</exception>
    public static async Task<LayoutImageSource> OpenAsync(string path, ImageReadLimits? limits = null, CancellationToken cancellationToken = default)
    {
        limits ??= ImageReadLimits.Default;
        ContentFolder folder = Directory.Exists(path)
            ? new DirectoryFolder(path)
            : await TarFolder.OpenAsync(path, limits, cancellationToken).ConfigureAwait(false);
        return await OpenAsync(folder, limits, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<string>>([.. index.Manifests.SelectMany(NamesOf).Distinct()]);

    /// <inheritdoc/>
    public Task<ManifestContent> ResolveAsync(string? reference, CancellationToken cancellationToken = default)
    {
        Descriptor[] found = [.. index.Manifests.Where(m => reference is null ? IsImage(m) : NamesOf(m).Contains(reference)
            || m.Digest.ToString() == reference)];
        Descriptor[] images = found.Length > 1 ? [.. found.DistinctBy(m => m.Digest)] : found;
        return images switch
        {
            [var only] => ReadManifestAsync(only, cancellationToken),
            [] => throw new ImageReadException(ImageReadFailure.NotFound, $"{Name} has no image '{reference}'; it has {Offered()}."),
            _ => throw new ImageReadException(ImageReadFailure.NotFound, $"{Name} has more than one image; name one of {Offered()}."),
        };
    }

    /// <inheritdoc/>
    public async Task<ManifestContent> ReadManifestAsync(Descriptor descriptor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return ManifestContent.Verify(
            await BlobDigest.ReadAsync(this, descriptor, limits.MaxDocumentSize, cancellationToken).ConfigureAwait(false),
            descriptor);
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenBlobAsync(Descriptor descriptor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return await folder.OpenAsync($"blobs/{descriptor.Digest.Algorithm}/{descriptor.Digest.Encoded}", cancellationToken).ConfigureAwait(false)
            ?? throw new ImageReadException(ImageReadFailure.NotFound, $"{Name} has no blob {descriptor.Digest}.");
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Descriptor>> ListReferrersAsync(Digest subject, string? artifactType = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var referrers = new List<Descriptor>();
        foreach (Descriptor manifest in index.Manifests.Where(m =>
            ImageMediaType.IsManifest(m.MediaType) || ImageMediaType.IsIndex(m.MediaType)).DistinctBy(m => m.Digest))
            if (Referrer.Of(await ReadManifestAsync(manifest, cancellationToken).ConfigureAwait(false), subject) is { } referrer
                && (artifactType is null || referrer.ArtifactType == artifactType))
                referrers.Add(referrer);
        return referrers.Count > 0 ? referrers : await ReadReferrersTagAsync(subject, artifactType, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A layout that was copied from a registry without referrers API has them in an index with a name of its own.</summary>
    private async Task<IReadOnlyList<Descriptor>> ReadReferrersTagAsync(
        Digest subject, string? artifactType, CancellationToken cancellationToken) =>
        index.Manifests.FirstOrDefault(m => ImageMediaType.IsIndex(m.MediaType) && NamesOf(m).Contains(subject.ReferrersTag)) is { } tagged
            ? [.. (await ReadManifestAsync(tagged, cancellationToken).ConfigureAwait(false)).ReadIndex().Manifests
                .Where(m => artifactType is null || m.ArtifactType == artifactType)]
            : [];

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => folder.DisposeAsync();

    internal static bool IsLayout(ContentFolder folder) => folder.Has(Marker);

    internal static async Task<LayoutImageSource> OpenAsync(ContentFolder folder, ImageReadLimits limits, CancellationToken cancellationToken)
    {
        byte[] marker = await RequireAsync(Marker).ConfigureAwait(false);
        ManifestContent.Valid(ImageLayoutVersion.Read(marker, Marker), $"{folder.Name}: {Marker}");
        byte[] document = await RequireAsync(IndexFile).ConfigureAwait(false);
        return new LayoutImageSource(folder, limits, ManifestContent.Valid(ImageIndex.Read(document, IndexFile), $"{folder.Name}: {IndexFile}"));

        async Task<byte[]> RequireAsync(string file) => await folder.ReadAsync(file, limits.MaxDocumentSize, cancellationToken).ConfigureAwait(false)
            ?? throw new ImageReadException(ImageReadFailure.Malformed, $"{folder.Name} has no file '{file}', so it is no OCI layout.");
    }

    /// <summary>Signatures and attestations that cosign saved beside an image are not meant where nothing is named.</summary>
    private static bool IsImage(Descriptor manifest) =>
        manifest.Annotations.GetValueOrDefault(CosignKind) is not (CosignPrefix + "sigs" or CosignPrefix + "atts");

    private static IEnumerable<string> NamesOf(Descriptor manifest) =>
        new[] { RefName, FullName }.Select(n => manifest.Annotations.GetValueOrDefault(n)).OfType<string>();

    private string Offered() =>
        index.Manifests.Count == 0
            ? "none"
            : string.Join(", ", index.Manifests.Take(20).Select(m => NamesOf(m).FirstOrDefault() ?? m.Digest.ToString()));
}
