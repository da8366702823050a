using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Images.Layers;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Archives;

/// <summary>
/// Images in an archive of <c>docker save</c>. Such archives have no manifests of a registry; one is written in their
/// place, of the digests of the uncompressed layers.
/// </summary>
public sealed class DockerArchiveImageSource : IImageSource
{
    private const string ManifestFile = "manifest.json";

    private readonly TarFolder folder;
    private readonly ImageReadLimits limits;
    private readonly IReadOnlyList<DockerArchiveImage> images;
    private readonly Dictionary<Digest, string> files = [];

    private DockerArchiveImageSource(TarFolder folder, ImageReadLimits limits, IReadOnlyList<DockerArchiveImage> images)
    {
        this.folder = folder;
        this.limits = limits;
        this.images = images;
    }

    /// <inheritdoc/>
    public string Name => folder.Name;

    /// <summary>Whether the archive is a file, of which several parts can be read at a time.</summary>
    internal bool IsOnDisk => folder.IsOnDisk;

    /// <summary>Opens an archive.</summary>
    /// <param name="path">The tar archive, which may be compressed.</param>
    /// <param name="limits">Bounds; null for <see cref="ImageReadLimits.Default"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ImageReadException">It is no such archive, or not a valid one.</exception>
    public static async Task<DockerArchiveImageSource> OpenAsync(string path, ImageReadLimits? limits = null, CancellationToken cancellationToken = default)
    {
        limits ??= ImageReadLimits.Default;
        return await OpenAsync(
            await TarFolder.OpenAsync(path, limits, cancellationToken).ConfigureAwait(false),
            limits,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens an archive that is no file, such as an engine's answer to <c>docker save</c>.</summary>
    /// <param name="name">The name shown to people.</param>
    /// <param name="open">
    /// Opens the archive at its beginning, the same bytes every time: once for its headers, and once for each file that
    /// is read. The streams need not seek, nor be read synchronously.
    /// </param>
    /// <param name="limits">Bounds; null for <see cref="ImageReadLimits.Default"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ImageReadException">It is no such archive, or not a valid one.</exception>
    public static async Task<DockerArchiveImageSource> OpenStreamAsync(
        string name,
        Func<CancellationToken, Task<Stream>> open,
        ImageReadLimits? limits = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(open);
        limits ??= ImageReadLimits.Default;
        return await OpenAsync(
            await TarFolder.OpenAsync(name, open, limits, cancellationToken).ConfigureAwait(false),
            limits,
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<string>>([.. images.SelectMany(i => i.Tags)]);

    /// <inheritdoc/>
    public async Task<ManifestContent> ResolveAsync(string? reference, CancellationToken cancellationToken = default)
    {
        DockerArchiveImage[] found = [.. images.Where((image, i) => reference is null || reference == NumberOf(i) || image.IsCalled(reference))];
        if (found is not [var image])
            throw new ImageReadException(
                ImageReadFailure.NotFound,
                $"{Name} has {(found.Length == 0 ? $"no image '{reference}'" : "more than one image")}; it has "
                    + $"{string.Join(", ", images.SelectMany(NamesOf).Take(20))}.");
        byte[] config = await folder.ReadAsync(image.Config, limits.MaxDocumentSize, cancellationToken).ConfigureAwait(false) ?? throw Missing(image.Config);
        Digest configDigest = Digest.OfBytes(config);
        if (image.ConfigDigest is { } expected && expected != configDigest.Encoded)
            throw new ImageReadException(ImageReadFailure.DigestMismatch, $"{Name}: '{image.Config}' has other content than its name says.");
        ImageConfig read = ManifestContent.Valid(ImageConfig.Read(config, image.Config), $"{Name}: {image.Config}");
        if (read.DiffIds.Count != image.Layers.Count)
            throw new ImageReadException(
                ImageReadFailure.Malformed,
                $"{Name}: {ManifestFile} has {image.Layers.Count} layers, but '{image.Config}' names {read.DiffIds.Count}.");
        files[configDigest] = image.Config;
        var layers = new List<Descriptor>();
        foreach ((string file, Digest diffId) in image.Layers.Zip(read.DiffIds))
            layers.Add(await DescribeAsync(file, diffId, cancellationToken).ConfigureAwait(false));
        byte[] manifest = Encoding.UTF8.GetBytes(ManifestText(new Descriptor(ImageMediaType.DockerConfig, configDigest, config.Length), layers));
        return ManifestContent.Verify(manifest, new Descriptor(ImageMediaType.DockerManifest, Digest.OfBytes(manifest), manifest.Length));
    }

    /// <inheritdoc/>
    public Task<ManifestContent> ReadManifestAsync(Descriptor descriptor, CancellationToken cancellationToken = default) =>
        throw new ImageReadException(ImageReadFailure.NotFound, $"{Name} is an archive of docker save, which has no manifests.");

    /// <inheritdoc/>
    public async Task<Stream> OpenBlobAsync(Descriptor descriptor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return (files.TryGetValue(descriptor.Digest, out string? file)
            ? await folder.OpenAsync(file, cancellationToken).ConfigureAwait(false)
            : null)
            ?? throw Missing(descriptor.Digest.ToString());
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Descriptor>> ListReferrersAsync(Digest subject, string? artifactType = null, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<Descriptor>>([]);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => folder.DisposeAsync();

    internal static bool IsDockerArchive(ContentFolder folder) => folder.Has(ManifestFile);

    internal static async Task<DockerArchiveImageSource> OpenAsync(TarFolder folder, ImageReadLimits limits, CancellationToken cancellationToken)
    {
        byte[] document = await folder.ReadAsync(ManifestFile, limits.MaxDocumentSize, cancellationToken).ConfigureAwait(false)
            ?? throw new ImageReadException(ImageReadFailure.Malformed, $"{folder.Name} has no file '{ManifestFile}', so it is no archive of docker save.");
        DocumentSet read = new DocumentReader(new DocumentLimits
        {
            MaxLength = limits.MaxDocumentSize,
            MaxNodes = 200_000
        }).Read(document, document.Length, ManifestFile);
        return read.Errors.Count == 0 && read.Documents is [SequenceNode list] && DockerArchiveImage.Read(list) is { } images
            ? new DockerArchiveImageSource(folder, limits, images)
            : throw new ImageReadException(
                ImageReadFailure.Malformed,
                $"{folder.Name}: {ManifestFile} is not a list of images with Config, RepoTags and Layers. "
                    + $"{(read.Errors is [var error, ..] ? error.Message : "")}");
    }

    /// <summary>What a layer's file is. Archives name compressed files by nothing, so their digest is computed first.</summary>
    private async Task<Descriptor> DescribeAsync(string file, Digest diffId, CancellationToken cancellationToken)
    {
        long size = folder.SizeOf(file) ?? throw Missing(file);
        await using Stream stream = (await folder.OpenAsync(file, cancellationToken).ConfigureAwait(false))!;
        (byte[] prefix, Stream whole) = await PrefixedStream.PeekAsync(stream, Decompression.PrefixLength, cancellationToken).ConfigureAwait(false);
        Compression compression = Decompression.Recognize(prefix);
        Digest digest = diffId;
        if (compression != Compression.None)
            digest = Digest.TryParse(
                "sha256:" + Convert.ToHexStringLower(await SHA256.HashDataAsync(whole, cancellationToken).ConfigureAwait(false)),
                out Digest? computed)
                ? computed!
                : diffId;
        files[digest] = file;
        return new Descriptor(
            compression switch
            {
                Compression.Gzip => ImageMediaType.DockerLayer + ".gzip",
                Compression.Zstd => ImageMediaType.DockerLayer + ".zstd",
                _ => ImageMediaType.DockerLayer
            },
            digest,
            size);
    }

    private static string ManifestText(Descriptor config, List<Descriptor> layers)
    {
        static string Object(Descriptor d) => $$"""{"mediaType":"{{d.MediaType}}","size":{{d.Size}},"digest":"{{d.Digest}}"}""";
        return $$"""{"schemaVersion":2,"mediaType":"{{ImageMediaType.DockerManifest}}","config":{{Object(config)}},"layers":[{{string.Join(',', layers.Select(Object))}}]}""";
    }

    /// <summary>How an image is named by its place in the list, from 0.</summary>
    private static string NumberOf(int index) => $"@{index}";

    private static IReadOnlyList<string> NamesOf(DockerArchiveImage image, int index) =>
        image.Tags.Count > 0 ? image.Tags : [$"{NumberOf(index)} (untagged)"];

    private ImageReadException Missing(string file) => new(ImageReadFailure.NotFound, $"{Name} has no file for '{file}'.");
}
