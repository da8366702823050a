namespace ContainerSecurity.Images.Layers;

/// <summary>The content of one file of a layer, the holes of a sparse file as zeros. It ends when the next entry is asked for.</summary>
internal sealed class EntryContent(TarReader tar, TarHeader header) : ReadOnlyStream
{
    private readonly IReadOnlyList<(long Start, long Length)> parts = header.Sparse?.Parts ?? [(0, header.StoredSize)];
    private int part;
    private long position;

    /// <summary>Whether the reader went on to the next entry.</summary>
    public bool IsPast { get; set; }

    public override long Length => header.Size;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsPast)
            throw new InvalidOperationException("The content of an entry must be read before the next entry is asked for.");
        while (part < parts.Count && position >= parts[part].Start + parts[part].Length)
            part++;
        (long start, long length) = part < parts.Count ? parts[part] : (header.Size, 0);
        int read;
        if (position < start)
        {
            read = (int)Math.Min(buffer.Length, start - position);
            buffer.Span[..read].Clear();
        }
        else
        {
            read = await tar.ReadContentAsync(buffer[..(int)Math.Min(buffer.Length, start + length - position)], cancellationToken).ConfigureAwait(false);
        }
        position += read;
        return read;
    }
}
