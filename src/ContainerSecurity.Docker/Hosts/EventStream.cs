using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ContainerSecurity.Docker.Hosts;

/// <summary>
/// One connection's events. They are taken from the engine at once, because it leaves out those that nobody takes; how
/// many wait is bounded, and past that the rest is left out here and said.
/// </summary>
internal sealed class EventStream : IAsyncDisposable
{
    private const int MaxWaiting = 50_000;
    private const int MaxLine = 1024 * 1024;
    private readonly Channel<EngineEvent> waiting = Channel.CreateBounded<EngineEvent>(MaxWaiting);
    private readonly CancellationTokenSource ended;
    private readonly Stream stream;
    private readonly Task taking;

    /// <summary>Begins to take events.</summary>
    /// <param name="stream">The engine's answer, which is closed in the end.</param>
    /// <param name="cancellationToken">Ends the taking.</param>
    public EventStream(Stream stream, CancellationToken cancellationToken)
    {
        this.stream = stream;
        ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        taking = Task.Run(() => TakeAsync(ended.Token), CancellationToken.None);
    }

    /// <summary>The events as they come, until the connection ends.</summary>
    public IAsyncEnumerable<EngineEvent> ReadAsync(CancellationToken cancellationToken) => waiting.Reader.ReadAllAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync().ConfigureAwait(false);
        await stream.DisposeAsync().ConfigureAwait(false);
        await taking.ConfigureAwait(false);
        ended.Dispose();
    }

    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (ReadOnlyMemory<byte> line in LinesAsync(cancellationToken).ConfigureAwait(false))
                if (EngineEvent.Read(line) is { } told && !waiting.Writer.TryWrite(told))
                    throw new DockerHostException($"More than {MaxWaiting} events wait to be judged; what comes meanwhile is looked for afterwards.");
        }
#pragma warning disable CA1031 // However a connection ends, the next one begins.
        catch (Exception e) when (e is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            // The watch asks again, and looks at what it may have missed.
        }
        finally
        {
            waiting.Writer.Complete();
        }
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> LinesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[8 * 1024];
        int length = 0;
        for (int count; (count = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0;)
        {
            length += count;
            int start = 0;
            for (int end; (end = Array.IndexOf(buffer, (byte)'\n', start, length - start)) >= 0; start = end + 1)
                yield return buffer.AsMemory(start, end - start);
            buffer.AsSpan(start, length - start).CopyTo(buffer);
            length -= start;
            if (length == buffer.Length && length >= MaxLine)
                throw new DockerHostException($"The engine told of an event in more than {MaxLine} bytes.");
            if (length == buffer.Length)
                Array.Resize(ref buffer, length * 2);
        }
    }
}
