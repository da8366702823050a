using System.Buffers;

namespace ContainerSecurity.Kubernetes.Api;

/// <summary>Reads the lines of a stream that may stand still, or never end a line.</summary>
/// <param name="stream">The stream, which is not disposed.</param>
/// <param name="maxBytes">The longest line.</param>
internal sealed class LineReader(Stream stream, int maxBytes) : IDisposable
{
    private const int FirstBytes = 32 * 1024;
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int start;
    private int end;
    private int searched;

    /// <summary>Reads the next line. What stands behind the last end of a line is none: the connection was cut in it.</summary>
    /// <returns>The line without its end, valid until the next one is read; null at the end of the stream.</returns>
    /// <exception cref="ApiException">The line is too long.</exception>
    /// <exception cref="IOException">The connection failed.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            int found = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                ReadOnlyMemory<byte> line = buffer.AsMemory(start, searched + found - start);
                start = searched = searched + found + 1;
                return line;
            }
            searched = end;
            if (end - start > maxBytes)
                throw new ApiException(null, "", $"An event is larger than {maxBytes} bytes.") { IsTooLarge = true };
            MakeRoom();
            int read = await stream.ReadAsync(buffer.AsMemory(end), cancellation).ConfigureAwait(false);
            if (read == 0)
                return null;
            end += read;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    private void MakeRoom()
    {
        int length = end - start;
        if (start > 0)
        {
            buffer.AsSpan(start, length).CopyTo(buffer);
            (start, end, searched) = (0, length, length);
        }
        if (end < buffer.Length)
            return;
        byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
