using ContainerSecurity.AspNetCore.Docker;
using ContainerSecurity.AspNetCore.Docker.Engine;
using ContainerSecurity.AspNetCore.Docker.Proxy;
using ContainerSecurity.AspNetCore.Docker.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace ContainerSecurity.AspNetCore.Tests.Engine;

/// <summary>The forwarding of the proxy alone: everybody may do everything, nothing is looked at.</summary>
internal sealed class OpenProxy : IAsyncDisposable
{
    private static readonly string[] Hijacked = ["attach", "start"];
    private static readonly string[] Plain = ["json", "_ping", "version", "wait", "create", "resize", "info", "stop", "kill"];

    private readonly WebApplication app;

    private OpenProxy(WebApplication app) => this.app = app;

    public static async Task<OpenProxy> StartAsync(DockerEngineOptions engine, Action<KestrelServerOptions> listen)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(listen);
        builder.Services.AddHttpForwarder();
        WebApplication app = builder.Build();
        var connector = new EngineConnector(engine);
        var plain = new PlainForwarder(app.Services.GetRequiredService<IHttpForwarder>(), new EngineClient(connector));
        var streams = new StreamForwarder(connector);
        app.Run(async context =>
        {
            StrictHttp.LiftLimits(context);
            string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            string last = target.Split('?')[0].Split('/')[^1];
            if (Hijacked.Contains(last) && (last != "start" || target.Contains("/exec/", StringComparison.Ordinal)))
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                await streams.HijackAsync(context, target, body.ToArray());
            }
            else if (Plain.Contains(last) || last == "start" || context.Request.Method == "DELETE")
                await plain.ForwardAsync(context, target);
            else
                await streams.StreamAsync(context, target);
        });
        await app.StartAsync();
        return new OpenProxy(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
