using System.Buffers.Text;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace ContainerSecurity.WebhookLoad;

/// <summary>
/// One connection of an API server: HTTP/1.1 over TLS, one question after the other. It does as little as it can,
/// because it shares the machine with the server.
/// </summary>
internal sealed class ReviewConnection : IDisposable
{
    private readonly byte[] buffer = new byte[32 * 1024];
    private readonly TcpClient client = new() { NoDelay = true };
    private SslStream? stream;

    public static async Task<ReviewConnection> OpenAsync(int port)
    {
        var connection = new ReviewConnection();
        await connection.client.ConnectAsync(IPAddress.Loopback, port);
        connection.stream = new SslStream(connection.client.GetStream(), false, (_, certificate, _, _) => certificate is not null);
        await connection.stream.AuthenticateAsClientAsync("localhost");
        return connection;
    }

    /// <summary>Asks, and returns whether the answer is a whole review with a verdict.</summary>
    public async Task<bool> AskAsync(byte[] request)
    {
        await stream!.WriteAsync(request);
        int length = 0, end = -1, total = int.MaxValue;
        while (length < total)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(length));
            if (read == 0)
                return false;
            length += read;
            if (end < 0 && (end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) >= 0)
                total = end + 4 + LengthOf(buffer.AsSpan(0, end));
        }
        return buffer.AsSpan(0, length).StartsWith("HTTP/1.1 200"u8) && buffer.AsSpan(end, length - end).IndexOf("\"allowed\":"u8) >= 0;
    }

    public void Dispose()
    {
        stream?.Dispose();
        client.Dispose();
    }

    private static int LengthOf(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> name = "Content-Length: "u8;
        int at = head.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(head[(at + name.Length)..], out int length, out _)
            ? length
            : throw new InvalidDataException("The answer does not say how long it is.");
    }
}
