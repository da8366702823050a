using System.Runtime.CompilerServices;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Layers;

/// <summary>One layer of an image: what it adds, changes and deletes, whatever later layers make of it.</summary>
public sealed class ImageLayer
{
    private const string WhiteoutPrefix = ".wh.";
    private const string OpaqueMarker = ".wh..wh..opq";
    private const string AufsPrefix = ".wh..wh.";

    private readonly IImageSource source;
    private readonly ImageReadLimits limits;
    private UncompressedStream? content;
    private bool isRecalled;

    internal ImageLayer(IImageSource source, int index, Descriptor descriptor, Digest diffId, HistoryStep? step, ImageReadLimits limits)
    {
        this.source = source;
        this.limits = limits;
        Index = index;
        Descriptor = descriptor;
        DiffId = diffId;
        Step = step;
    }

    /// <summary>The layer's number, from 0 for the lowest.</summary>
    public int Index { get; }

    /// <summary>Type, digest and size of the blob.</summary>
    public Descriptor Descriptor { get; }

    /// <summary>The digest of the uncompressed layer.</summary>
    public Digest DiffId { get; }

    /// <summary>The step that made the layer; null where the image's history is silent.</summary>
    public HistoryStep? Step { get; }

    /// <summary>
    /// Whether the layer is one that is not distributed with its image, as those of Windows were, and its blob was not
    /// here when it was read: nothing is known of its files.
    /// </summary>
    public bool IsAbsent { get; private set; }

    /// <summary>How many bytes of the blob were read, as it is stored, by the last reading; all of them where nothing had to be.</summary>
    internal long BytesRead => isRecalled ? Descriptor.Size : content?.CompressedCount ?? 0;

    /// <summary>Reads the layer from its beginning. Digests are checked when the last entry was read; who stops earlier knows nothing of the rest.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ImageReadException">The layer is not here, is not what its digests say, breaks its format or a bound.</exception>
    public async IAsyncEnumerable<LayerEntry> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        RequireLayer();
        if (await OpenBlobAsync(cancellationToken).ConfigureAwait(false) is not { } opened)
            yield break;
        await using var compressed = new VerifyingStream(opened, Descriptor);
        await using UncompressedStream bytes = await DecompressAsync(compressed, cancellationToken).ConfigureAwait(false);
        content = bytes;
        var tar = new TarReader(bytes);
        int count = 0;
        while (await tar.ReadHeaderAsync(cancellationToken).ConfigureAwait(false) is { } header)
        {
            if (++count > limits.MaxEntries)
                throw new ImageReadException(ImageReadFailure.LimitExceeded, $"{this} has more than {limits.MaxEntries} entries.");
            if (header.Sparse is { } sparse)
                bytes.Grow(sparse.RealSize - sparse.StoredSize);
            EntryContent? file = header.Type is '0' or 'S' && header.Size > 0 ? new EntryContent(tar, header) : null;
            yield return Entry(header, file);
            file?.IsPast = true;
        }
        await bytes.CopyToAsync(Stream.Null, 128 * 1024, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Such as <c>Layer 3 (sha256:…)</c>; layers are counted from 1 for people.</summary>
    public override string ToString() => $"Layer {Index + 1} ({Descriptor.Digest})";

    /// <summary>Opens the blob; null for a layer that is not distributed with its image, and is not here.</summary>
    private async Task<Stream?> OpenBlobAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await source.OpenBlobAsync(Descriptor, cancellationToken).ConfigureAwait(false);
        }
        catch (ImageReadException e) when (e.Failure == ImageReadFailure.NotFound && ImageMediaType.IsForeignLayer(Descriptor.MediaType))
        {
            IsAbsent = true;
            return null;
        }
    }

    /// <summary>Takes the layer as read, because its entries are known.</summary>
    internal void Recall() => isRecalled = true;

    private void RequireLayer()
    {
        if (!ImageMediaType.IsLayer(Descriptor.MediaType))
            throw new ImageReadException(ImageReadFailure.Unsupported, $"{this} is of the type '{Descriptor.MediaType}', which is no layer of files.");
        if (!DiffId.IsVerifiable)
            throw new ImageReadException(ImageReadFailure.Unsupported, $"{this}: the digest {DiffId} cannot be checked.");
    }

    private async Task<UncompressedStream> DecompressAsync(VerifyingStream compressed, CancellationToken cancellationToken)
    {
        (byte[] prefix, Stream whole) = await PrefixedStream.PeekAsync(compressed, Decompression.PrefixLength, cancellationToken).ConfigureAwait(false);
        Compression found = Decompression.Recognize(prefix), declared = Decompression.Declared(Descriptor.MediaType);
        if (Decompression.Unread(prefix) is { } other)
            throw new ImageReadException(ImageReadFailure.Unsupported, $"{this} is compressed by {other}; layers are read plain, or by gzip or zstd.");
        if (found != declared)
            throw new ImageReadException(
                ImageReadFailure.Malformed,
                $"{this} is of the type '{Descriptor.MediaType}', but its bytes are those of {Word(found)}.");
        var inflation = new LayerInflation(Decompression.Open(whole, found), compressed, this);
        return new UncompressedStream(inflation, this, limits, cancellationToken);
    }

    private static string Word(Compression compression) => compression switch
    {
        Compression.Gzip => "gzip",
        Compression.Zstd => "zstd",
        _ => "something that is not compressed",
    };

    private LayerEntry Entry(TarHeader header, EntryContent? content)
    {
        string path = LayerPath.Normalize(header.Name, limits.MaxPathLength);
        LayerEntryType type = TypeOf(header);
        int slash = path.LastIndexOf('/');
        string name = path[(slash + 1)..];
        if (name.StartsWith(WhiteoutPrefix, StringComparison.Ordinal))
            (path, type) = Whiteout(path[..Math.Max(0, slash)], name);
        return new LayerEntry(path, type)
        {
            Mode = header.Mode,
            UserId = header.UserId,
            GroupId = header.GroupId,
            Size = type == LayerEntryType.File ? header.Size : 0,
            LinkTarget = type switch
            {
                LayerEntryType.HardLink => LayerPath.Normalize(header.LinkName, limits.MaxPathLength),
                LayerEntryType.SymbolicLink when header.LinkName.Length <= limits.MaxPathLength => header.LinkName,
                LayerEntryType.SymbolicLink => throw new ImageReadException(
                    ImageReadFailure.LimitExceeded,
                    $"{this}: the target of the link '{path}' is longer than {limits.MaxPathLength} characters."),
                _ => null,
            },
            ModifiedAt = DateTimeOffset.UnixEpoch.AddSeconds(Math.Clamp(header.ModifiedAt, -62135596800, 253402300799)),
            HasCapabilities = header.HasCapabilities,
            Content = content ?? Stream.Null,
        };
    }

    private (string Path, LayerEntryType Type) Whiteout(string folder, string name)
    {
        if (name == OpaqueMarker)
            return (folder, LayerEntryType.OpaqueWhiteout);
        string hidden = name[WhiteoutPrefix.Length..];
        string path = folder.Length == 0 ? hidden : $"{folder}/{hidden}";
        if (name.StartsWith(AufsPrefix, StringComparison.Ordinal))
            return (path, LayerEntryType.AufsMetadata);
        return hidden is "" or "." or ".."
            ? throw new ImageReadException(ImageReadFailure.Malformed, $"{this}: the whiteout '{name}' in '{folder}' names nothing.")
            : (path, LayerEntryType.Whiteout);
    }

    private LayerEntryType TypeOf(TarHeader header) => header.Type switch
    {
        '0' or 'S' => LayerEntryType.File,
        '1' => LayerEntryType.HardLink,
        '2' => LayerEntryType.SymbolicLink,
        '3' => LayerEntryType.CharacterDevice,
        '4' => LayerEntryType.BlockDevice,
        '5' => LayerEntryType.Directory,
        '6' => LayerEntryType.Pipe,
        _ => throw new ImageReadException(ImageReadFailure.Unsupported, $"{this}: the entry '{header.Name}' is of an unknown type (0x{(int)header.Type:X2})."),
    };
}
