using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace ContainerSecurity.AspNetCore.Docker.Streams;

/// <summary>Copies between the engine's connection and the client's pipes without holding more than one buffer back.</summary>
internal static class PipeCopying
{
    private const int BufferSize = 64 * 1024, PieceSize = 128 * 1024, MaxFraming = 32;

    /// <summary>Copies up to <paramref name="length"/> bytes, each as soon as it has come. Returns whether all came and were taken.</summary>
    public static async Task<bool> CopyToPipeAsync(this Stream from, PipeWriter to, long length, CancellationToken cancellationToken)
    {
        bool isBusy = false;
        while (length > 0)
        {
            // A stream that says nothing holds no buffer.
            if (!isBusy)
                _ = await from.ReadAsync(Memory<byte>.Empty, cancellationToken).ConfigureAwait(false);
            Memory<byte> buffer = to.GetMemory(isBusy ? BufferSize : 1);
            if (buffer.Length > length)
                buffer = buffer[..(int)length];
            int read = await from.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read == 0)
                return false;
            to.Advance(read);
            length -= read;
            isBusy = read == buffer.Length;
            if ((await to.FlushAsync(cancellationToken).ConfigureAwait(false)).IsCompleted)
                return false;
        }
        return true;
    }

    /// <summary>Copies until the writer says that it is done, and returns true; false where reading was cancelled.</summary>
    public static async Task<bool> CopyToStreamAsync(this PipeReader from, Stream to, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult read = await from.ReadAsync(cancellationToken).ConfigureAwait(false);
            await to.WriteAsync(read.Buffer, isChunked: false, cancellationToken).ConfigureAwait(false);
            from.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted || read.IsCanceled)
                return read.IsCompleted;
        }
    }

    /// <summary>Writes in large pieces what the server has read in small ones; each piece as a chunk of HTTP, if that is asked for.</summary>
    public static async Task WriteAsync(this Stream to, ReadOnlySequence<byte> bytes, bool isChunked, CancellationToken cancellationToken)
    {
        if (bytes.IsSingleSegment && !isChunked)
        {
            await to.WriteAsync(bytes.First, cancellationToken).ConfigureAwait(false);
            return;
        }
        byte[] piece = ArrayPool<byte>.Shared.Rent(PieceSize + MaxFraming);
        try
        {
            while (!bytes.IsEmpty)
            {
                ReadOnlySequence<byte> next = bytes.Slice(0, Math.Min(bytes.Length, PieceSize));
                int length = Frame(next, piece, isChunked);
                await to.WriteAsync(piece.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
                bytes = bytes.Slice(next.End);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private static int Frame(ReadOnlySequence<byte> bytes, byte[] piece, bool isChunked)
    {
        int length = isChunked ? Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n", piece) : 0;
        bytes.CopyTo(piece.AsSpan(length));
        length += (int)bytes.Length;
        if (!isChunked)
            return length;
        "\r\n"u8.CopyTo(piece.AsSpan(length));
        return length + 2;
    }
}
