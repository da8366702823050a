using System.Net.Sockets;
using ContainerSecurity.AspNetCore.Docker;
using ContainerSecurity.Docker.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace ContainerSecurity.ProxyBenchmarks;

/// <summary>The engine's socket, a byte relay before it, and the proxy before it, for a team and for an administrator.</summary>
internal sealed class Doors : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("doors-").FullName;
    private readonly ByteRelay relay;
    private readonly WebApplication proxy;

    private Doors(string engine)
    {
        relay = new ByteRelay(Path.Combine(folder, "relay.sock"), engine);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.ListenUnixSocket(Path.Combine(folder, "proxy.sock"), l => l.UseDockerProxy()));
        builder.Services.AddDockerAccess(a => a.Policy = new DockerAccessPolicy
        {
            Teams = [new DockerTeam("alpha") { Users = ["alice"] }],
            Grants = [new DockerGrant("full") { Name = "alpha", Teams = ["alpha"] },
                new DockerGrant("admin") { Users = ["root"], Scopes = [DockerScope.Everything] }],
        });
        builder.Services.AddDockerProxy(p =>
        {
            p.Engine.Address = new Uri("unix://" + engine);
            p.SubjectOf = context => new DockerSubject(context.Request.Headers["X-User"].ToString());
        });
        proxy = builder.Build();
        proxy.MapDockerProxy();
        Engine = Client(engine, "root");
        Relay = Client(Path.Combine(folder, "relay.sock"), "root");
        Team = Client(Path.Combine(folder, "proxy.sock"), "alice");
        Administrator = Client(Path.Combine(folder, "proxy.sock"), "root");
    }

    public HttpClient Engine { get; }

    public HttpClient Relay { get; }

    public HttpClient Team { get; }

    public HttpClient Administrator { get; }

    public static async Task<Doors> OpenAsync(string engine)
    {
        var doors = new Doors(engine);
        await doors.proxy.StartAsync().ConfigureAwait(false);
        return doors;
    }

    public async ValueTask DisposeAsync()
    {
        await proxy.DisposeAsync().ConfigureAwait(false);
        relay.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static HttpClient Client(string socket, string user)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellationToken).ConfigureAwait(false);
                return new NetworkStream(connection, ownsSocket: true);
            },
        })
        {
            BaseAddress = new Uri("http://docker"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.Add("X-User", user);
        return client;
    }
}
