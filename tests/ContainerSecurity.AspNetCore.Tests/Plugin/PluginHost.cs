using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ContainerSecurity.AspNetCore.Docker;
using ContainerSecurity.AspNetCore.Tests.Engine;
using ContainerSecurity.Docker.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace ContainerSecurity.AspNetCore.Tests.Plugin;

/// <summary>The plugin on its socket, asked as the engine asks.</summary>
internal sealed class PluginHost : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("plugin-").FullName;
    private readonly WebApplication app;
    private readonly HttpClient client;

    private PluginHost(DockerAccessPolicy policy, string[] proxyCertificates)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(Logs);
        string socket = Path.Combine(folder, "plugin.sock");
        builder.WebHost.ConfigureKestrel(k => k.ListenUnixSocket(socket, l => l.UseDockerAuthorizationPlugin()));
        builder.Services.AddDockerAccess(o => (o.Policy, o.Audit) = (policy, Audit));
        builder.Services.AddDockerAuthorizationPlugin(o =>
        {
            foreach (string certificate in proxyCertificates)
                o.ProxyCertificates.Add(certificate);
        });
        app = builder.Build();
        app.MapDockerAuthorizationPlugin();
        client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellationToken);
                return new NetworkStream(connection, ownsSocket: true);
            },
        });
    }

    public MemoryAudit Audit { get; } = new();

    public MemoryLogs Logs { get; } = new();

    public static async Task<PluginHost> StartAsync(DockerAccessPolicy policy, params string[] proxyCertificates)
    {
        var host = new PluginHost(policy, proxyCertificates);
        await host.app.StartAsync();
        return host;
    }

    /// <summary>Asks and returns whether it is allowed, and the message.</summary>
    public async Task<(bool Allow, string Message)> AskAsync(string message, string endpoint = "AuthZPlugin.AuthZReq")
    {
        using JsonDocument answer = JsonDocument.Parse(await PostAsync(endpoint, message));
        return (answer.RootElement.GetProperty("Allow").GetBoolean(), answer.RootElement.GetProperty("Msg").GetString()!);
    }

    /// <summary>Asks about a request of a user.</summary>
    public Task<(bool Allow, string Message)> AskAsync(string user, string method, string uri, string? body = null, string? certificate = null,
        object? headers = null) =>
        AskAsync(JsonSerializer.Serialize(new Dictionary<string, object?>
        {
            ["User"] = user,
            ["UserAuthNMethod"] = "TLS",
            ["RequestMethod"] = method,
            ["RequestUri"] = uri,
            ["RequestBody"] = body is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(body)),
            ["RequestHeaders"] = headers ?? (body is null
                ? []
                : new Dictionary<string, string> { ["Content-Type"] = "application/json", ["Content-Length"] = $"{body.Length}" }),
            ["RequestPeerCertificates"] = certificate is null ? null : new[] { certificate },
        }));

    public async Task<string> PostAsync(string endpoint, string body)
    {
        using var content = new StringContent(body);
        using HttpResponseMessage response = await client.PostAsync(new Uri($"http://plugin/{endpoint}"), content);
        Assert.That((int)response.StatusCode, Is.EqualTo(200));
        return await response.Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
