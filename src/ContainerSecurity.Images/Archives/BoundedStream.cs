namespace ContainerSecurity.Images.Archives;

/// <summary>The next bytes of a stream, so many and no more.</summary>
internal sealed class BoundedStream(Stream inner, long length, bool leaveOpen) : ReadOnlyStream
{
    private long remaining = length;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, remaining)], cancellationToken).ConfigureAwait(false);
        remaining -= read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
