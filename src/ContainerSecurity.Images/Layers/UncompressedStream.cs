namespace ContainerSecurity.Images.Layers;

/// <summary>The uncompressed bytes of a layer, bounded. It ends only where the layer is what its digests say.</summary>
internal sealed class UncompressedStream(LayerInflation inflation, ImageLayer layer, ImageReadLimits limits, CancellationToken cancellationToken)
    : ReadOnlyStream
{
    private readonly ReadAhead ahead = new(inflation, cancellationToken);
    private LayerChunk? chunk;
    private long size;

    /// <summary>How many bytes of the blob stand behind what was read, as it is stored.</summary>
    public long CompressedCount { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        chunk is { Length: > 0 } ? new ValueTask<int>(chunk.Take(buffer.Span)) : ReadNextAsync(buffer, cancellationToken);

    /// <summary>Counts bytes of the layer, also those that are not stored but will be read (the holes of sparse files).</summary>
    public void Grow(long bytes)
    {
        if (bytes > limits.MaxLayerSize - size)
            throw new ImageReadException(ImageReadFailure.LimitExceeded, $"{layer} is larger than {limits.MaxLayerSize} bytes.");
        size += bytes;
        if (size > limits.MinSuspiciousSize && size / limits.MaxCompressionRatio > CompressedCount)
            throw new ImageReadException(
                ImageReadFailure.LimitExceeded,
                $"{layer} grows to more than {limits.MaxCompressionRatio} times its {CompressedCount} bytes, as a decompression bomb does.");
    }

    public override async ValueTask DisposeAsync()
    {
        await ahead.DisposeAsync().ConfigureAwait(false);
        Return();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<int> ReadNextAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        Return();
        chunk = await ahead.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (chunk is null)
            return 0;
        CompressedCount = chunk.CompressedCount;
        Grow(chunk.Length);
        return chunk.Take(buffer.Span);
    }

    private void Return()
    {
        chunk?.Return();
        chunk = null;
    }
}
