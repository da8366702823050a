using System.Net.Security;
using System.Net.Sockets;

namespace ContainerSecurity.AspNetCore.Docker.Engine;

/// <summary>One connection to the engine, whose sending side can be closed alone.</summary>
internal sealed class EngineConnection(Socket socket, Stream stream) : IAsyncDisposable
{
    public Stream Stream => stream;

    /// <summary>Tells the engine that no more will be sent; what it sends is still read.</summary>
    public async ValueTask EndSendingAsync()
    {
        if (stream is SslStream encrypted)
            await encrypted.ShutdownAsync().ConfigureAwait(false);
        else
            socket.Shutdown(SocketShutdown.Send);
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync().ConfigureAwait(false);
        socket.Dispose();
    }
}
