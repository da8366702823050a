namespace ContainerSecurity.Sources;

/// <content>Bytes that have to be waited for.</content>
internal sealed partial class SourceBytes
{
    /// <summary>Reads a stream to its end, or until there are too many.</summary>
    public static async ValueTask<SourceBytes> ReadAsync(Stream stream, int maxBytes, CancellationToken cancellation)
    {
        long? size = SizeOf(stream);
        if (size > maxBytes)
            return new SourceBytes([], 0, stream, isSized: true);
        byte[] buffer = new byte[LengthFor(size)];
        int count = 0;
        for (int read; (read = await stream.ReadAsync(buffer.AsMemory(count), cancellation).ConfigureAwait(false)) > 0;)
        {
            count += read;
            if (count > maxBytes)
                return new SourceBytes(buffer, count, stream, isSized: false);
            if (count == buffer.Length)
                Grow(ref buffer, maxBytes);
        }
        return new SourceBytes(buffer, count, null, size is not null);
    }
}
