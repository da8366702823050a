using System.IO.Pipelines;

namespace ContainerSecurity.AspNetCore.Docker.Streams;

/// <summary>Copies between the engine's connection and the client's pipes without holding more than one buffer back.</summary>
internal static class PipeCopying
{
    private const int BufferSize = 64 * 1024;

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
            foreach (ReadOnlyMemory<byte> segment in read.Buffer)
                await to.WriteAsync(segment, cancellationToken).ConfigureAwait(false);
            from.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted || read.IsCanceled)
                return read.IsCompleted;
        }
    }
}
