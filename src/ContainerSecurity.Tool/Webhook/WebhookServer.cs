using ContainerSecurity.AspNetCore.Admission;
using ContainerSecurity.DependencyInjection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ContainerSecurity.Tool.Webhook;

/// <summary>Builds what <c>csec webhook</c> runs.</summary>
internal static class WebhookServer
{
    /// <summary>Each idle connection holds some 60 KB: all of them fit into the memory that deploy/webhook gives.</summary>
    private const int MaxConnections = 12_000;

    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    public static WebApplication Build(WebhookServerSettings settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        // Only what the command line says counts, wherever the tool is started.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning)
            .AddSimpleConsole(c => c.SingleLine = true);
        builder.Services.Configure<ConsoleLoggerOptions>(c => c.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, settings));
        builder.Services.AddContainerSecurity(o => Configure(o, settings));
        builder.Services.AddAdmissionWebhook();
        if (settings.Cluster is { } cluster)
        {
            builder.Services.AddSingleton(s => ActivatorUtilities.CreateInstance<ClusterKnowledge>(s, cluster));
            builder.Services.AddHostedService(s => s.GetRequiredService<ClusterKnowledge>());
        }
        WebApplication app = builder.Build();
        app.MapAdmissionWebhook("/validate", o => Configure(o, settings, app.Services));
        app.MapMutatingWebhook("/mutate", o => Configure(o, settings, app.Services));
        app.MapAdmissionHealth();
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, WebhookServerSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
        kestrel.Limits.MaxConcurrentConnections = MaxConnections;
        kestrel.Listen(settings.Listen, l => l.UseCertificateFiles(settings.Certificate, settings.Key));
    }

    private static void Configure(ContainerSecurityOptions policy, WebhookServerSettings settings)
    {
        foreach (string file in settings.Policies)
            policy.PolicyFiles.Add(file);
        (policy.Profile, policy.KubernetesVersion, policy.AllowNotEvaluated) = (settings.Profile, settings.KubernetesVersion, settings.AllowNotEvaluated);
    }

    private static void Configure(AdmissionWebhookOptions webhook, WebhookServerSettings settings, IServiceProvider services)
    {
        if (services.GetService<ClusterKnowledge>() is { } cluster)
            webhook.CompleteAsync = cluster.CompleteAsync;
        webhook.AllowsOldFindings = settings.AllowsOldFindings;
        webhook.HonorsWaiversOfObjects = settings.HonorsWaiversOfObjects;
        webhook.OnFailure = settings.OnFailure;
        webhook.Audit = settings.Audit;
        webhook.ImageTrust = settings.ImageTrust;
    }
}
