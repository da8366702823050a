using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ContainerSecurity.AspNetCore.Tests.Proxy;

/// <summary>An engine that says what a test wants it to, byte for byte, and keeps what it was asked.</summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fake-").FullName;
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentDictionary<Socket, Task> connections = new();
    private readonly CancellationTokenSource stopped = new();

    public FakeEngine()
    {
        listener.Bind(new UnixDomainSocketEndPoint(Socket));
        listener.Listen(1024);
        _ = AcceptAsync();
    }

    public string Socket => Path.Combine(folder, "engine.sock");

    public Uri Address => new("unix://" + Socket);

    /// <summary>What the engine was asked: the first line, and the whole request.</summary>
    public ConcurrentQueue<FakeRequest> Requests { get; } = new();

    public IEnumerable<string> Lines => Requests.Select(r => r.Line);

    public int OpenConnections => connections.Count;

    /// <summary>Answers a request; the default answers as an engine with no objects. True goes on with the connection, false closes it.</summary>
    public Func<FakeRequest, NetworkStream, Task<bool>> Answer { get; set; } = async (_, stream) =>
    {
        await stream.WriteAsync(Response(404, "{\"message\":\"page not found\"}\n"));
        return true;
    };

    /// <summary>Answers by path; what is not among them is not found.</summary>
    public void Serve(params (string Start, int Status, string Body)[] answers) => Answer = async (request, stream) =>
    {
        (string Start, int Status, string Body) answer = answers.FirstOrDefault(a => request.Line.StartsWith(a.Start, StringComparison.Ordinal));
        await stream.WriteAsync(answer.Start is null ? Response(404, "{\"message\":\"not there\"}\n") : Response(answer.Status, answer.Body));
        return true;
    };

    public static byte[] Response(int status, string body) => Encoding.UTF8.GetBytes(
        $"HTTP/1.1 {status} Any\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    public static string Container(string id, string team, string name = "web") =>
        "{\"Id\":\"ID\",\"Name\":\"/NAME\",\"Config\":{\"Image\":\"local/busybox:1\",\"Labels\":{\"io.containersecurity.team\":\"TEAM\"}},\"HostConfig\":{}}"
            .Replace("ID", id, StringComparison.Ordinal).Replace("NAME", name, StringComparison.Ordinal).Replace("TEAM", team, StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        listener.Dispose();
        foreach (Socket socket in connections.Keys)
            socket.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task AcceptAsync()
    {
        while (!stopped.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await listener.AcceptAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
            connections[socket] = Task.Run(() => ServeAsync(socket));
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            while (await ReadAsync(stream) is { } request)
            {
                Requests.Enqueue(request);
                if (!await Answer(request, stream))
                    return;
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The proxy has left.
        }
        finally
        {
            connections.TryRemove(socket, out _);
        }
    }

    private static async Task<FakeRequest?> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        byte[] one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0)
                return text.Length == 0 ? null : new FakeRequest(text.ToString(), "");
            text.Append((char)one[0]);
        }
        string head = text.ToString();
        string? length = head.Split("\r\n").FirstOrDefault(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        byte[] body = new byte[length is null ? 0 : int.Parse(length.Split(':')[1], CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body);
        return new FakeRequest(head, Encoding.UTF8.GetString(body));
    }
}
