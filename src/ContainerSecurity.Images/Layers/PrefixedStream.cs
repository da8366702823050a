namespace ContainerSecurity.Images.Layers;

/// <summary>Gives back the first bytes of a stream that were read to look at them.</summary>
internal sealed class PrefixedStream(byte[] prefix, Stream rest) : ReadOnlyStream
{
    private int position;

    /// <summary>Reads the first bytes of a stream, and a stream that begins with them again.</summary>
    public static async Task<(byte[] Prefix, Stream Whole)> PeekAsync(Stream stream, int length, CancellationToken cancellationToken)
    {
        byte[] prefix = new byte[length];
        int read = await stream.ReadAtLeastAsync(prefix, length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return (prefix[..read], new PrefixedStream(prefix[..read], stream));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (position == prefix.Length)
            return await rest.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        int count = Math.Min(buffer.Length, prefix.Length - position);
        prefix.AsMemory(position, count).CopyTo(buffer);
        position += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            rest.Dispose();
        base.Dispose(disposing);
    }
}
