namespace ContainerSecurity.Images.Archives;

/// <summary>Counts the bytes that pass.</summary>
internal sealed class CountingStream(Stream inner) : ReadOnlyStream
{
    /// <summary>How many bytes were read.</summary>
    public long Count { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Count += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
