using System.Net;
using ContainerSecurity.Kubernetes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace ContainerSecurity.Tool.Cluster;

/// <summary>Answers who asks how a watch is: <c>/healthz</c>, <c>/readyz</c> and <c>/metrics</c> in the text of Prometheus.</summary>
internal static class WatchServer
{
    /// <summary>A watch tells each minute that it lives. One that has not for so long is stuck.</summary>
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(5);

    /// <summary>Builds the server.</summary>
    /// <param name="address">Where it listens.</param>
    /// <param name="watcher">The watcher.</param>
    /// <param name="leadership">Who of several writes; null where there is one alone.</param>
    public static WebApplication Build(IPEndPoint address, ClusterWatcher watcher, Leadership? leadership)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address);
        });
        WebApplication app = builder.Build();
        CollectorRegistry registry = Metrics.NewCustomRegistry();
        IDisposable adapter = MeterAdapter.StartListening(new MeterAdapterOptions
        {
            Registry = registry,
            MetricFactory = Metrics.WithCustomRegistry(registry),
            InstrumentFilterPredicate = i => i.Meter.Name == ClusterWatcher.MeterName,
        });
        app.Lifetime.ApplicationStopped.Register(adapter.Dispose);
        app.MapMetrics(registry: registry);
        app.MapGet("/healthz", context => AnswerAsync(context, IsAlive(watcher, leadership), []));
        app.MapGet("/readyz", context => AnswerAsync(context, IsStandby(leadership) || watcher.Health.IsSynced, watcher.Health.Gaps));
        return app;
    }

    private static bool IsStandby(Leadership? leadership) => leadership is { IsLeading: false };

    private static bool IsAlive(ClusterWatcher watcher, Leadership? leadership) =>
        IsStandby(leadership) || DateTimeOffset.UtcNow - watcher.Health.ProgressAt < Stuck;

    private static Task AnswerAsync(HttpContext context, bool isGood, IReadOnlyList<string> lines)
    {
        context.Response.StatusCode = isGood ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(string.Join('\n', [isGood ? "ok" : "not ok", .. lines]) + "\n", context.RequestAborted);
    }
}
