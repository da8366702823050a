using System.Net.Sockets;
using System.Text;

namespace ContainerSecurity.AspNetCore.Tests.Proxy;

/// <summary>Streams pass as they come: at once, whole, no faster than they are read, and no longer than somebody reads.</summary>
[TestFixture]
public class StreamTests
{
    private const string Id = "1111111111111111111111111111111111111111111111111111111111111111";
    private const string Logs = $"GET /v1.41/containers/{Id}/logs?follow=1&stdout=1 HTTP/1.1\r\nHost: docker\r\nX-User: alice\r\n\r\n";
    private const string Attach = $"POST /v1.41/containers/{Id}/attach?stream=1 HTTP/1.1\r\nHost: docker\r\nX-User: alice\r\n";

    private FakeEngine engine = null!;
    private ProxyHost proxy = null!;

    [SetUp]
    public async Task Start()
    {
        engine = new FakeEngine();
        proxy = await ProxyHost.StartAsync(engine);
    }

    [TearDown]
    public async Task Stop()
    {
        await proxy.DisposeAsync();
        await engine.DisposeAsync();
    }

    [Test]
    public async Task The_headers_of_a_silent_stream_come_at_once_and_each_byte_as_it_is_said()
    {
        var word = new TaskCompletionSource();
        Answer(async stream =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
            await word.Task;
            await stream.WriteAsync("2\r\nhi\r\n"u8.ToArray());
            await Task.Delay(Timeout.Infinite, Patience);
        });
        await using NetworkStream client = await SendAsync(Logs);
        Assert.That(await ReadUntilAsync(client, "\r\n\r\n"), Does.StartWith("HTTP/1.1 200 OK"));
        word.SetResult();
        Assert.That(await ReadUntilAsync(client, "hi\r\n"), Does.EndWith("2\r\nhi\r\n"));
    }

    [Test]
    public async Task The_headers_of_a_wait_come_before_its_end()
    {
        Answer(async stream =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
            await Task.Delay(Timeout.Infinite, Patience);
        });
        await using NetworkStream client =
            await SendAsync($"POST /v1.41/containers/{Id}/wait?condition=next-exit HTTP/1.1\r\nHost: docker\r\nX-User: alice\r\nContent-Length: 0\r\n\r\n");
        Assert.That(await ReadUntilAsync(client, "\r\n\r\n"), Does.StartWith("HTTP/1.1 200 OK"));
    }

    [TestCase("HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n",
        "Connection: Upgrade\r\nUpgrade: tcp\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n", "")]
    public async Task A_hijacked_connection_carries_what_both_sides_say_in_either_form(string head, string upgrade)
    {
        Answer(async stream =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
            byte[] said = new byte[1024];
            int read = await stream.ReadAtLeastAsync(said, 5);
            await stream.WriteAsync(said.AsMemory(0, read));
            // The client ends its side; what is said after that still reaches it.
            Assert.That(await stream.ReadAsync(said), Is.Zero);
            // Longer than a request that is not hijacked is given.
            await Task.Delay(TimeSpan.FromSeconds(1.5), Patience);
            await stream.WriteAsync("bye"u8.ToArray());
        });
        await using NetworkStream client = await SendAsync($"{Attach}{upgrade}Content-Length: 0\r\n\r\n");
        Assert.That(await ReadUntilAsync(client, "\r\n\r\n"), Is.EqualTo(head));
        await client.WriteAsync("hello"u8.ToArray());
        Assert.That(await ReadUntilAsync(client, "hello"), Is.EqualTo("hello"));
        client.Socket.Shutdown(SocketShutdown.Send);
        Assert.That(await ReadUntilAsync(client, null), Is.EqualTo("bye"));
    }

    [Test]
    public async Task A_request_whose_client_has_said_all_is_answered()
    {
        engine.Serve(("GET /containers", 200, FakeEngine.Container(Id, "alpha")), ("GET /v1.41/containers", 200, "{\"a\":1}"));
        Assert.That(await proxy.SendAsync($"GET /v1.41/containers/{Id}/json HTTP/1.1\r\nHost: docker\r\nX-User: alice\r\n\r\n", endsSending: true),
            Does.EndWith("{\"a\":1}"));
    }

    [TestCase(Logs)]
    [TestCase(Attach + "Connection: Upgrade\r\nUpgrade: tcp\r\n\r\n")]
    [TestCase($"GET /v1.41/events HTTP/1.1\r\nHost: docker\r\nX-User: alice\r\n\r\n")]
    public async Task Of_clients_that_have_left_nothing_stays(string request)
    {
        Answer(async stream =>
        {
            await stream.WriteAsync(request.StartsWith("POST", StringComparison.Ordinal)
                ? "HTTP/1.1 101 UPGRADED\r\n\r\n"u8.ToArray()
                : "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
            byte[] said = new byte[1];
            // A silent stream, which ends when the proxy does; an attached client's end of input does not end it.
            while (await stream.ReadAsync(said, Patience) > 0)
                continue;
            while (request.StartsWith("POST", StringComparison.Ordinal) && !Patience.IsCancellationRequested)
            {
                await Task.Delay(100, Patience);
                if (stream.Socket.Poll(0, SelectMode.SelectError) || IsGone(stream.Socket))
                    return;
            }
        });
        var clients = new List<NetworkStream>();
        for (int i = 0; i < 40; i++)
        {
            clients.Add(await SendAsync(request));
            await ReadUntilAsync(clients[^1], "\r\n\r\n");
        }
        foreach (NetworkStream client in clients)
            await client.DisposeAsync();
        // Pooled connections for questions of the proxy's own may stay.
        Assert.That(() => engine.OpenConnections, Is.LessThan(20).After(20_000, 100));
    }

    [Test]
    public async Task A_client_that_does_not_read_holds_the_engine_back()
    {
        long said = 0;
        Answer(async stream =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
            byte[] piece = [.. "10000\r\n"u8, .. new byte[0x10000], .. "\r\n"u8];
            while (!Patience.IsCancellationRequested)
            {
                await stream.WriteAsync(piece, Patience);
                Interlocked.Add(ref said, piece.Length);
            }
        });
        await using NetworkStream client = await SendAsync(Logs);
        await ReadUntilAsync(client, "\r\n\r\n");
        await Task.Delay(1000);
        long held = Interlocked.Read(ref said);
        await Task.Delay(1000);
        Assert.Multiple(() =>
        {
            Assert.That(Interlocked.Read(ref said), Is.EqualTo(held));
            Assert.That(held, Is.LessThan(4 * 1024 * 1024));
        });
    }

    [Test]
    public async Task An_engine_that_does_not_listen_is_said_to_be_so()
    {
        await engine.DisposeAsync();
        engine = new FakeEngine();
        (int status, string body) = await proxy.AskAsync("root", "GET", "/v1.41/info");
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(502));
            Assert.That(body, Does.Contain("did not answer"));
        });
    }

    [Test]
    public async Task An_answer_that_breaks_off_does_not_look_whole()
    {
        Answer(async stream => await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf"u8.ToArray()));
        using HttpClient client = proxy.Client("alice");
        Assert.That(async () => await client.GetStringAsync(new Uri($"http://docker/v1.41/containers/{Id}/logs?stdout=1")),
            Throws.InstanceOf<HttpRequestException>());
    }

    private static CancellationToken Patience => TestContext.CurrentContext.CancellationToken;

    private static bool IsGone(Socket socket)
    {
        try
        {
            socket.Send(ReadOnlySpan<byte>.Empty, SocketFlags.None);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    /// <summary>Inspections find a container of alpha's; all else is answered so, and then the connection ends.</summary>
    private void Answer(Func<NetworkStream, Task> answer) => engine.Answer = async (request, stream) =>
    {
        if (request.Line.StartsWith("GET /containers/1", StringComparison.Ordinal))
        {
            await stream.WriteAsync(FakeEngine.Response(200, FakeEngine.Container(Id, "alpha")));
            return true;
        }
        if (request.Line is "GET /containers/json?all=1" or "GET /networks" or "GET /volumes")
        {
            await stream.WriteAsync(FakeEngine.Response(200, request.Line == "GET /volumes" ? "{\"Volumes\":[]}" : "[]"));
            return true;
        }
        await answer(stream);
        return false;
    };

    private async Task<NetworkStream> SendAsync(string request)
    {
        NetworkStream client = await proxy.ConnectAsync();
        await client.WriteAsync(Encoding.Latin1.GetBytes(request));
        return client;
    }

    /// <summary>Reads until a text has come; until the end for null.</summary>
    private static async Task<string> ReadUntilAsync(NetworkStream stream, string? end)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var text = new StringBuilder();
        byte[] one = new byte[1];
        while ((end is null || !text.ToString().EndsWith(end, StringComparison.Ordinal)) && await stream.ReadAsync(one, patience.Token) > 0)
            text.Append((char)one[0]);
        return text.ToString();
    }
}
