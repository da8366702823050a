using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ContainerSecurity.AspNetCore.Admission;
using ContainerSecurity.AspNetCore.Tests.Engine;
using ContainerSecurity.DependencyInjection;
using ContainerSecurity.Policies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ContainerSecurity.AspNetCore.Tests.Admission;

/// <summary>A webhook on the loopback, asked as an API server asks.</summary>
internal sealed class WebhookHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private WebhookHost(
        Action<ContainerSecurityOptions> policy,
        Action<AdmissionWebhookOptions> configure,
        Action<IContainerSecurityBuilder> rules,
        Action<ListenOptions> listen,
        Action<IEndpointRouteBuilder> map)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(Logs);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0, listen.Invoke));
        rules(builder.Services.AddContainerSecurity(policy));
        builder.Services.AddAdmissionWebhook();
        app = builder.Build();
        app.MapAdmissionWebhook("/validate", o =>
        {
            o.Audit = Audit;
            configure(o);
        });
        map(app);
        app.MapAdmissionHealth();
    }

    public MemoryAudit Audit { get; } = new();

    public MemoryLogs Logs { get; } = new();

    public IServiceProvider Services => app.Services;

    public Uri Address => new(app.Urls.Single());

    public HttpClient Client { get; } =
        new(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null } });

    /// <summary>Starts a webhook whose policy is the profile baseline, if nothing else is said.</summary>
    public static async Task<WebhookHost> StartAsync(
        Action<AdmissionWebhookOptions>? configure = null,
        Action<ContainerSecurityOptions>? policy = null,
        Action<IContainerSecurityBuilder>? rules = null,
        Action<ListenOptions>? listen = null,
        Action<IEndpointRouteBuilder>? map = null)
    {
        var host = new WebhookHost(
            policy ?? (o => o.Profile = Profile.Baseline),
            configure ?? (_ => { }),
            rules ?? (_ => { }),
            listen ?? (_ => { }),
            map ?? (_ => { }));
        await host.app.StartAsync();
        return host;
    }

    public Task<Answer> AskAsync(string review, string path = "/validate") => AskAsync(Encoding.UTF8.GetBytes(review), path);

    public async Task<Answer> AskAsync(byte[] review, string path = "/validate", string type = "application/json")
    {
        using var content = new ByteArrayContent(review);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await AskAsync(content, path);
    }

    public async Task<Answer> AskAsync(HttpContent content, string path = "/validate")
    {
        using HttpResponseMessage response = await Client.PostAsync(new Uri(Address, path), content);
        return new Answer(response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }

    public async Task<int> StatusOfAsync(string path)
    {
        using HttpResponseMessage response = await Client.GetAsync(new Uri(Address, path));
        return (int)response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}
