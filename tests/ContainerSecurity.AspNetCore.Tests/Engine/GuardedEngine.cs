using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ContainerSecurity.AspNetCore.Docker;
using ContainerSecurity.Docker.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ContainerSecurity.AspNetCore.Tests.Engine;

/// <summary>A real engine with our plugin behind and our proxy in front, two teams and an administrator.</summary>
internal sealed class GuardedEngine : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("guarded-").FullName;
    private readonly string pluginSocket;
    private readonly TestCertificates certificates;
    private readonly WebApplication app;

    private GuardedEngine(Action<DockerAccessOptions> access)
    {
        Programs.RequireEngine();
        certificates = new TestCertificates(folder);
        EnginePort = FreePort();
        ProxyPort = FreePort();
        string plugin = $"csec-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        pluginSocket = $"/run/docker/plugins/{plugin}.sock";
        Directory.CreateDirectory("/run/docker/plugins");
        certificates.Server("engine");
        X509Certificate2 server = certificates.Server("proxy"), client = certificates.Client("client", "CN=the proxy");
        certificates.Client("alice", "O=alpha-people, CN=alice");
        certificates.Client("bob", "O=beta-people, CN=bob");
        certificates.Client("root", "CN=root");
        Options = [
            "-H", $"tcp://127.0.0.1:{EnginePort}", "--tlsverify", "--tlscacert", certificates.FolderOf("engine") + "/ca.pem",
            "--tlscert", certificates.FolderOf("engine") + "/cert.pem", "--tlskey", certificates.FolderOf("engine") + "/key.pem",
            $"--authorization-plugin={plugin}"];
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(Logs);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.ListenUnixSocket(pluginSocket, l => l.UseDockerAuthorizationPlugin());
            k.ListenUnixSocket(Socket, l => l.UseDockerProxy());
            k.ListenUnixSocket(SocketOf("alice"), l =>
            {
                l.Use(next => connection =>
                {
                    connection.Items["user"] = "alice";
                    return next(connection);
                });
                l.UseDockerProxy();
            });
            k.Listen(IPAddress.Loopback, ProxyPort, l => l.UseHttps(server, h =>
            {
                h.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                h.AllowAnyClientCertificate();
            }).UseDockerProxy());
        });
        builder.Services.AddDockerAccess(o =>
        {
            o.Audit = Audit;
            access(o);
        });
        builder.Services.AddDockerProxy(o =>
        {
            o.Engine.Address = new Uri($"tcp://127.0.0.1:{EnginePort}");
            o.Engine.ClientCertificate = client;
            o.Engine.CertificateAuthorities = certificates.Authorities;
            o.ClientCertificateAuthorities = certificates.Authorities;
            o.TrustsUnixPeers = true;
        });
        builder.Services.AddAuthentication(ListenerScheme.Name).AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions,
            ListenerScheme>(ListenerScheme.Name, null);
        builder.Services.AddDockerAuthorizationPlugin(o => o.ProxyCertificates.Add(client.GetCertHashString(HashAlgorithmName.SHA256)));
        app = builder.Build();
        app.UseAuthentication();
        app.MapDockerProxy();
        app.MapDockerAuthorizationPlugin();
    }

    /// <summary>Alpha, with alice; beta, with bob; root, who may do everything.</summary>
    public static DockerAccessPolicy Teams { get; } = new()
    {
        Teams =
        [
            new DockerTeam("alpha") { Groups = ["alpha-people"], Images = ["local/busybox:*", "local/alpha*:*"] },
            new DockerTeam("beta") { Users = ["bob"], Images = ["local/busybox:*", "local/beta*:*"] },
        ],
        // The command line and docker-compose ask for these two; a team sees them without what is the host's and others'.
        Roles = [new DockerRole("team") { Includes = ["full"], Permissions = [new DockerPermission("system.info", "system.df")] }],
        Grants =
        [
            new DockerGrant("team") { Name = "teams", Teams = ["alpha", "beta"] },
            new DockerGrant("admin") { Name = "operators", Users = ["root"], Scopes = [DockerScope.Everything] },
        ],
    };

    public DockerEngine Engine { get; private set; } = null!;

    public MemoryAudit Audit { get; } = new();

    public MemoryLogs Logs { get; } = new();

    public int EnginePort { get; }

    public int ProxyPort { get; }

    public string Socket => Path.Combine(folder, "proxy.sock");

    public string Folder => folder;

    /// <summary>A socket by which the host's own scheme of authentication knows a user.</summary>
    public string SocketOf(string user) => Path.Combine(folder, $"{user}.sock");

    public DockerCli Alice => Through("alice");

    public DockerCli Bob => Through("bob");

    public DockerCli Root => Through("root");

    private string[] Options { get; }

    public static async Task<GuardedEngine> StartAsync(Action<DockerAccessOptions>? access = null)
    {
        var guarded = new GuardedEngine(access ?? (o => o.Policy = Teams));
        try
        {
            await guarded.app.StartAsync();
            guarded.Engine = await DockerEngine.StartAsync(guarded.Direct("root"), guarded.Options);
            return guarded;
        }
        catch
        {
            await guarded.DisposeAsync();
            throw;
        }
    }

    /// <summary>The command line of a user, through the proxy.</summary>
    public DockerCli Through(string user) => new($"tcp://127.0.0.1:{ProxyPort}", folder, certificates.FolderOf(user));

    /// <summary>The command line of a user, past the proxy.</summary>
    public DockerCli Direct(string user) => new($"tcp://127.0.0.1:{EnginePort}", folder, certificates.FolderOf(user));

    /// <summary>A client of the API for a user, through the proxy or past it.</summary>
    public HttpClient Client(string user, bool direct = false)
    {
        var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true, AllowAutoRedirect = false };
        handler.ClientCertificates.Add(X509CertificateLoader.LoadPkcs12(
            X509Certificate2.CreateFromPemFile(Path.Combine(certificates.FolderOf(user), "cert.pem"), Path.Combine(certificates.FolderOf(user), "key.pem")).Export(X509ContentType.Pkcs12), null));
        return new HttpClient(handler) { BaseAddress = new Uri($"https://127.0.0.1:{(direct ? EnginePort : ProxyPort)}") };
    }

    public T Service<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        if (Engine is not null)
            await Engine.DisposeAsync();
        await app.DisposeAsync();
        // A socket of a plugin that is gone slows every engine of the machine.
        File.Delete(pluginSocket);
        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
