using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ContainerSecurity.AspNetCore.Docker;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ContainerSecurity.Tool.Docker;

/// <summary>Builds what <c>csec docker serve</c> runs.</summary>
internal static class DockerServer
{
    private const UnixFileMode Group = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static WebApplication Build(DockerServerSettings settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        // Only what the command line says counts, wherever the tool is started.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Yarp", LogLevel.Warning)
            .AddSimpleConsole(c => c.SingleLine = true);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(c => c.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, settings));
        builder.Services.AddDockerAccess(a => (a.File, a.Guardrails, a.Audit) = (settings.Access, settings.Guardrails, settings.Audit));
        if (settings.Listen.Count > 0)
            builder.Services.AddDockerProxy(p => Configure(p, settings));
        if (settings.PluginSocket is not null)
            builder.Services.AddDockerAuthorizationPlugin(p => Configure(p, settings));
        WebApplication app = builder.Build();
        if (settings.Listen.Count > 0)
            app.MapDockerProxy();
        if (settings.PluginSocket is not null)
            app.MapDockerAuthorizationPlugin();
        app.Lifetime.ApplicationStarted.Register(() => SetModes(settings));
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, DockerServerSettings settings)
    {
        kestrel.AddServerHeader = false;
        foreach (Uri address in settings.Listen)
        {
            if (address.Scheme == "unix")
            {
                SocketFile.Clear(address.LocalPath);
                kestrel.ListenUnixSocket(address.LocalPath, l => l.UseDockerProxy());
            }
            else
            {
                ListenOverTls(kestrel, address, settings.Tls!);
            }
        }
        if (settings.PluginSocket is { } plugin)
        {
            SocketFile.Clear(plugin);
            kestrel.ListenUnixSocket(plugin, l => l.UseDockerAuthorizationPlugin());
        }
    }

    private static void ListenOverTls(KestrelServerOptions kestrel, Uri address, string folder)
    {
        X509Certificate2 certificate = CertificateOf(folder);
        void Listener(ListenOptions listener) => listener.UseHttps(certificate, https =>
        {
            // Which clients are known is for the proxy to say, which answers the others in words.
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.AllowAnyClientCertificate();
        }).UseDockerProxy();
        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out IPAddress? ip))
            kestrel.Listen(ip, address.Port, Listener);
        else if (address.Host == "localhost")
            kestrel.ListenLocalhost(address.Port, Listener);
        else
            throw new IOException($"'{address.Host}' is no address of this machine to listen at; write it in numbers, or localhost.");
    }

    private static void Configure(DockerProxyOptions proxy, DockerServerSettings settings)
    {
        proxy.Engine.Address = settings.Engine!;
        if (settings.EngineTls is { } engine)
            (proxy.Engine.ClientCertificate, proxy.Engine.CertificateAuthorities) = (CertificateOf(engine), AuthoritiesOf(engine));
        if (settings.Tls is { } tls)
            proxy.ClientCertificateAuthorities = AuthoritiesOf(tls);
        proxy.TrustsUnixPeers = OperatingSystem.IsLinux();
    }

    private static void Configure(DockerAuthorizationPluginOptions plugin, DockerServerSettings settings)
    {
        IEnumerable<string> files = settings.ProxyCertificates.Count > 0 ? settings.ProxyCertificates
            : settings.EngineTls is { } engine ? [Path.Combine(engine, "cert.pem")] : [];
        foreach (string file in files)
        {
            using X509Certificate2 certificate = X509Certificate2.CreateFromPem(File.ReadAllText(file));
            plugin.ProxyCertificates.Add(certificate.GetCertHashString(HashAlgorithmName.SHA256));
        }
    }

    private static X509Certificate2 CertificateOf(string folder)
    {
        using var certificate = X509Certificate2.CreateFromPemFile(Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"));
        // TLS does not take keys that were never in a store of some platform's.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    private static X509Certificate2Collection AuthoritiesOf(string folder)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(Path.Combine(folder, "ca.pem"));
        return authorities;
    }

    /// <summary>Who may come in by a socket is its group's affair; nobody but the engine asks the plugin.</summary>
    private static void SetModes(DockerServerSettings settings)
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (Uri address in settings.Listen.Where(a => a.Scheme == "unix"))
            File.SetUnixFileMode(address.LocalPath, Group);
        if (settings.PluginSocket is { } plugin)
            File.SetUnixFileMode(plugin, Owner);
    }
}
