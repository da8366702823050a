using System.Net.Sockets;
using System.Text;
using ContainerSecurity.AspNetCore.Docker;
using ContainerSecurity.AspNetCore.Tests.Engine;
using ContainerSecurity.Docker.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ContainerSecurity.AspNetCore.Tests.Proxy;

/// <summary>The proxy in front of an engine that a test has made up. Who asks is who the header <c>X-User</c> says.</summary>
internal sealed class ProxyHost : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("proxy-").FullName;
    private readonly WebApplication app;

    private ProxyHost(FakeEngine engine, Action<DockerAccessOptions>? access, Action<DockerProxyOptions>? configure)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(Logs);
        builder.WebHost.ConfigureKestrel(k => k.ListenUnixSocket(Socket, l => l.UseDockerProxy()));
        builder.Services.AddDockerAccess(o =>
        {
            o.Audit = Audit;
            if (access is null)
                o.Policy = GuardedEngine.Teams;
            else
                access(o);
        });
        builder.Services.AddDockerProxy(o =>
        {
            o.Engine.Address = engine.Address;
            o.SubjectOf = context => context.Request.Headers["X-User"] is [{ Length: > 0 } user]
                ? new DockerSubject(user) { Groups = user == "alice" ? ["alpha-people"] : [] }
                : null;
            configure?.Invoke(o);
        });
        app = builder.Build();
        app.MapDockerProxy();
    }

    public string Socket => Path.Combine(folder, "proxy.sock");

    public MemoryAudit Audit { get; } = new();

    public MemoryLogs Logs { get; } = new();

    public static async Task<ProxyHost> StartAsync(FakeEngine engine, Action<DockerAccessOptions>? access = null, Action<DockerProxyOptions>? configure = null)
    {
        var host = new ProxyHost(engine, access, configure);
        await host.app.StartAsync();
        return host;
    }

    public T Service<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>Opens a connection for a test that writes its HTTP itself.</summary>
    public async Task<NetworkStream> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket));
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Sends bytes on a connection of their own and returns the answers, as many as are asked for, and nothing but what comes with them.</summary>
    public async Task<string> SendAsync(string request, int answers = 1, bool endsSending = false)
    {
        await using NetworkStream stream = await ConnectAsync();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        if (endsSending)
            stream.Socket.Shutdown(SocketShutdown.Send);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var text = new StringBuilder();
        for (int i = 0; i < answers; i++)
        {
            string head = await ReadAsync(stream, text, t => t.EndsWith("\r\n\r\n", StringComparison.Ordinal), patience.Token);
            string? length = head.Split("\r\n").FirstOrDefault(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
            int count = length is null ? 0 : int.Parse(length.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
            await ReadAsync(stream, text, t => t.Length == count, patience.Token);
        }
        return text.ToString();
    }

    private static async Task<string> ReadAsync(NetworkStream stream, StringBuilder all, Func<string, bool> isWhole, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        byte[] one = new byte[1];
        while (!isWhole(text.ToString()) && await stream.ReadAsync(one, cancellationToken) > 0)
            text.Append((char)one[0]);
        all.Append(text);
        return text.ToString();
    }

    /// <summary>Asks as a user and returns the status and the body.</summary>
    public async Task<(int Status, string Body)> AskAsync(string user, string method, string target, string? body = null,
        string contentType = "application/json")
    {
        using HttpClient client = Client(user);
        using var request = new HttpRequestMessage(new HttpMethod(method), "http://docker" + target);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, contentType);
        using HttpResponseMessage response = await client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public HttpClient Client(string user)
    {
        var client = new HttpClient(new SocketsHttpHandler { ConnectCallback = async (_, _) => await ConnectAsync() });
        client.DefaultRequestHeaders.Add("X-User", user);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
