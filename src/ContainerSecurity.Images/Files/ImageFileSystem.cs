using System.Security.Cryptography;
using ContainerSecurity.Images.Layers;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Files;

/// <summary>The files of an image as a container would see them: its layers applied one on the other, whiteouts and opaque folders included.</summary>
public sealed class ImageFileSystem
{
    private readonly LayerMerge tree;

    private ImageFileSystem(LayerMerge tree)
    {
        this.tree = tree;
        Count = tree.CountFiles();
    }

    /// <summary>The root folder.</summary>
    public ImageFile Root => tree.Root;

    /// <summary>How many files there are, folders included, the root not.</summary>
    public int Count { get; }

    /// <summary>All files below the root, each folder before what is in it, in ordinal order.</summary>
    public IEnumerable<ImageFile> Files
    {
        get
        {
            var open = new Stack<IEnumerator<ImageFile>>([Root.Children.GetEnumerator()]);
            while (open.TryPeek(out IEnumerator<ImageFile>? files))
            {
                if (!files.MoveNext())
                {
                    open.Pop().Dispose();
                    continue;
                }
                yield return files.Current;
                open.Push(files.Current.Children.GetEnumerator());
            }
        }
    }

    /// <summary>The file at a path; symbolic links are not followed. Null where there is none.</summary>
    /// <param name="path">The path from the root, with or without a slash before it.</param>
    public ImageFile? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        ImageFile? file = Root;
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            file = file?.Child(part);
        return file;
    }

    /// <summary>
    /// Whether a path of a layer is gone or replaced in the image, so that only who reads the layer sees it. Symbolic
    /// links in its folders are followed, as an unpacker does.
    /// </summary>
    /// <param name="path">The path.</param>
    /// <param name="layer">The number of the layer, from 0.</param>
    public bool IsHidden(string path, int layer) => tree.Find(path ?? throw new ArgumentNullException(nameof(path))) is not { } file || file.Layer != layer;

    /// <summary>Reads all layers, each once, and applies them.</summary>
    /// <param name="image">The image.</param>
    /// <param name="options">Digests, and who else looks at the entries; null for neither.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ImageReadException">A layer cannot be read, or does not fit the layers below it.</exception>
    public static async Task<ImageFileSystem> ReadAsync(
        ContainerImage image, ImageFileSystemOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        options ??= new ImageFileSystemOptions();
        var tree = new LayerMerge(options.Limits);
        foreach (ImageLayer layer in image.Layers)
        {
            tree.Begin(layer);
            await foreach (LayerEntry entry in EntriesOf(layer, options, cancellationToken).ConfigureAwait(false))
                await ApplyAsync(tree, layer, entry, options, cancellationToken).ConfigureAwait(false);
            tree.End();
        }
        return new ImageFileSystem(tree);
    }

    private static IAsyncEnumerable<LayerEntry> EntriesOf(ImageLayer layer, ImageFileSystemOptions options, CancellationToken cancellationToken) =>
        options.Entries?.Invoke(layer, cancellationToken) ?? layer.ReadAsync(cancellationToken);

    private static async ValueTask ApplyAsync(
        LayerMerge tree,
        ImageLayer layer,
        LayerEntry entry,
        ImageFileSystemOptions options,
        CancellationToken cancellationToken)
    {
        using HashingStream? hashing = options.ComputeDigests && entry.Type == LayerEntryType.File ? new HashingStream(entry.Content) : null;
        LayerEntry seen = hashing is null ? entry : entry with { Content = hashing };
        if (options.OnEntry is { } onEntry)
            await onEntry(layer, seen, cancellationToken).ConfigureAwait(false);
        if (hashing is not null)
            await hashing.CopyToAsync(Stream.Null, 64 * 1024, cancellationToken).ConfigureAwait(false);
        tree.Apply(seen, hashing?.Finish());
    }

    /// <summary>Hashes a file while someone else reads it.</summary>
    private sealed class HashingStream(Stream inner) : ReadOnlyStream
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public Digest Finish() =>
            Digest.TryParse("sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset()), out Digest? digest)
                ? digest!
                : throw new InvalidOperationException();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            hash.AppendData(buffer.Span[..read]);
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                hash.Dispose();
            base.Dispose(disposing);
        }
    }
}
