using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace ContainerSecurity.AspNetCore.Docker.Connections;

/// <summary>
/// Stands between the server and its transport. The server takes a client that closes its sending side for one that has left;
/// clients of Docker do so and wait for output. So the news is kept for a moment, and for good where the connection was hijacked.
/// </summary>
internal sealed class ConnectionTakeover : IDuplexPipe, ITakeoverFeature, IDisposable
{
    /// <summary>How long a request may go on after the client has closed its sending side, where nothing was hijacked.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource closed = new();
    private readonly IDuplexPipe transport;
    private readonly DroppableWriter output;
    private readonly Socket? socket;
    private bool isHalfOpen;

    private ConnectionTakeover(ConnectionContext connection)
    {
        transport = connection.Transport;
        output = new DroppableWriter(transport.Output);
        socket = connection.Features.Get<IConnectionSocketFeature>()?.Socket;
    }

    public PipeReader Input => transport.Input;

    public PipeWriter Output => output;

    /// <summary>Runs the rest of a connection behind the takeover.</summary>
    public static async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        (IDuplexPipe transport, CancellationToken connectionClosed) = (connection.Transport, connection.ConnectionClosed);
        using var takeover = new ConnectionTakeover(connection);
        await using (connectionClosed.UnsafeRegister(static state => ((ConnectionTakeover)state!).OnClosed(), takeover).ConfigureAwait(false))
        {
            connection.Transport = takeover;
            connection.ConnectionClosed = takeover.closed.Token;
            connection.Features.Set<ITakeoverFeature>(takeover);
            try
            {
                await next(connection).ConfigureAwait(false);
            }
            finally
            {
                connection.Transport = transport;
                connection.ConnectionClosed = connectionClosed;
                takeover.KeepHalfOpen();
            }
        }
    }

    public void KeepHalfOpen()
    {
        lock (gate)
        {
            isHalfOpen = true;
            closed.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    public IDuplexPipe TakeOver()
    {
        output.Drop();
        return transport;
    }

    public void Dispose() => closed.Dispose();

    public bool IsAbandoned()
    {
        try
        {
            // Sends nothing; the machine refuses even that where the other end of a unix socket is gone, or a reset has come.
            socket?.Send(ReadOnlySpan<byte>.Empty, SocketFlags.None);
            return false;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return true;
        }
    }

    private void OnClosed()
    {
        lock (gate)
        {
            if (!isHalfOpen)
                closed.CancelAfter(Grace);
        }
    }
}
