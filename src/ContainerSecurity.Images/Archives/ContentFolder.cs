namespace ContainerSecurity.Images.Archives;

/// <summary>A folder of blobs: one on disk, or a tar archive that is read in place.</summary>
internal abstract class ContentFolder : IAsyncDisposable
{
    /// <summary>The name shown to people.</summary>
    public abstract string Name { get; }

    /// <summary>Whether there is a file at a path of the folder.</summary>
    public abstract bool Has(string path);

    /// <summary>The size of a file in bytes; null where there is none.</summary>
    public abstract long? SizeOf(string path);

    /// <summary>Opens a file; null where there is none.</summary>
    public abstract Task<Stream?> OpenAsync(string path, CancellationToken cancellationToken);

    /// <summary>Reads a small file whole; null where there is none.</summary>
    public async Task<byte[]?> ReadAsync(string path, int limit, CancellationToken cancellationToken)
    {
        await using Stream? stream = await OpenAsync(path, cancellationToken).ConfigureAwait(false);
        return stream is null ? null : await BlobDigest.ReadAllAsync(stream, limit, $"{Name}: {path}", cancellationToken).ConfigureAwait(false);
    }

    public virtual ValueTask DisposeAsync() => default;
}
