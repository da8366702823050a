using System.Threading.Channels;

namespace ContainerSecurity.Images.Layers;

/// <summary>
/// Decompresses a layer on another thread, a few chunks ahead of who reads it; on a machine of one core on the reader's
/// own. Faults arrive where they stand, behind the bytes before them.
/// </summary>
internal sealed class ReadAhead : IAsyncDisposable
{
    /// <summary>How many chunks wait for the reader, at most.</summary>
    private const int Depth = 6;

    private readonly LayerInflation inflation;
    private readonly CancellationTokenSource stop;
    private readonly Channel<LayerChunk>? chunks;
    private readonly Task running = Task.CompletedTask;

    public ReadAhead(LayerInflation inflation, CancellationToken cancellationToken)
    {
        this.inflation = inflation;
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (Environment.ProcessorCount == 1)
            return;
        chunks = Channel.CreateBounded<LayerChunk>(new BoundedChannelOptions(Depth) { SingleReader = true, SingleWriter = true });
        running = Task.Run(FillAsync, CancellationToken.None);
    }

    /// <summary>The next chunk, which the reader returns; null at the end.</summary>
    public async ValueTask<LayerChunk?> ReadAsync(CancellationToken cancellationToken)
    {
        if (chunks is null)
            return await inflation.ReadAsync(cancellationToken).ConfigureAwait(false);
        while (await chunks.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            if (chunks.Reader.TryRead(out LayerChunk? chunk))
                return chunk;
        return null;
    }

    /// <summary>Stops the decompression, and waits until nothing reads the blob any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        while (chunks?.Reader.TryRead(out LayerChunk? chunk) == true)
            chunk.Return();
        inflation.Dispose();
        stop.Dispose();
    }

    private async Task FillAsync()
    {
        Exception? fault = null;
        try
        {
            while (await inflation.ReadAsync(stop.Token).ConfigureAwait(false) is { } chunk)
                await HandOnAsync(chunk).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it is, the reader is who gets it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            fault = e;
        }
        chunks!.Writer.Complete(fault);
    }

    private async ValueTask HandOnAsync(LayerChunk chunk)
    {
        try
        {
            await chunks!.Writer.WriteAsync(chunk, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            chunk.Return();
            throw;
        }
    }
}
