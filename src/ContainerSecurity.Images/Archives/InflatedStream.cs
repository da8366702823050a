namespace ContainerSecurity.Images.Archives;

/// <summary>The uncompressed bytes of an archive, which may not be many times more than the compressed ones.</summary>
internal sealed class InflatedStream(Stream inner, CountingStream stored, ImageReadLimits limits) : ReadOnlyStream
{
    private long size;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        size += read;
        if (size > limits.MinSuspiciousSize && size / limits.MaxCompressionRatio > stored.Count)
            throw new ImageReadException(ImageReadFailure.LimitExceeded,
                $"it grows to more than {limits.MaxCompressionRatio} times its size, as a decompression bomb does.");
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
