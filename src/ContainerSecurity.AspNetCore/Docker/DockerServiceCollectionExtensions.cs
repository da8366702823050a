using ContainerSecurity.AspNetCore.Docker.Access;
using ContainerSecurity.AspNetCore.Docker.Authorization;
using ContainerSecurity.AspNetCore.Docker.Engine;
using ContainerSecurity.AspNetCore.Docker.Identity;
using ContainerSecurity.AspNetCore.Docker.Plugin;
using ContainerSecurity.AspNetCore.Docker.Proxy;
using ContainerSecurity.AspNetCore.Docker.Streams;
using ContainerSecurity.AspNetCore.Docker.Telemetry;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ContainerSecurity.AspNetCore.Docker;

/// <summary>Registers what stands between users and a Docker engine.</summary>
public static class DockerServiceCollectionExtensions
{
    /// <summary>Registers who may do what. The app's own endpoints can be guarded by it: see <see cref="ContainerActionRequirement"/>.</summary>
    public static IServiceCollection AddDockerAccess(this IServiceCollection services, Action<DockerAccessOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<DockerAccessOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DockerAccessOptions>, DockerAccessOptionsValidator>());
        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DockerTelemetry>();
        services.TryAddSingleton<DockerAccess>();
        services.AddHostedService(s => s.GetRequiredService<DockerAccess>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuthorizationHandler, ContainerActionHandler>());
        return services;
    }

    /// <summary>
    /// Registers the proxy; <see cref="AddDockerAccess"/> and
    /// <see cref="DockerEndpointRouteBuilderExtensions.MapDockerProxy"/> belong to it.
    /// </summary>
    public static IServiceCollection AddDockerProxy(this IServiceCollection services, Action<DockerProxyOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<DockerProxyOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DockerProxyOptions>, DockerProxyOptionsValidator>());
        services.AddHttpForwarder();
        services.TryAddSingleton(s => new EngineConnector(s.GetRequiredService<IOptions<DockerProxyOptions>>().Value.Engine));
        services.TryAddSingleton<EngineClient>();
        services.TryAddSingleton<PlainForwarder>();
        services.TryAddSingleton<StreamForwarder>();
        services.TryAddSingleton<EngineObjects>();
        services.TryAddSingleton<VisibleObjects>();
        services.TryAddSingleton<EventForwarder>();
        services.TryAddSingleton<ConflictRedaction>();
        services.TryAddSingleton<AnswerForwarder>();
        services.TryAddSingleton<AbsenceAnswers>();
        services.TryAddSingleton<ClientIdentity>();
        services.TryAddSingleton<TeamGates>();
        services.TryAddSingleton<DockerProxy>();
        return services;
    }

    /// <summary>
    /// Registers the plugin; <see cref="AddDockerAccess"/> and
    /// <see cref="DockerEndpointRouteBuilderExtensions.MapDockerAuthorizationPlugin"/> belong to it.
    /// </summary>
    public static IServiceCollection AddDockerAuthorizationPlugin(this IServiceCollection services, Action<DockerAuthorizationPluginOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<DockerAuthorizationPluginOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DockerAuthorizationPluginOptions>, DockerAuthorizationPluginOptionsValidator>());
        services.TryAddSingleton<PluginPeers>();
        services.TryAddSingleton<AuthorizationPlugin>();
        return services;
    }
}
