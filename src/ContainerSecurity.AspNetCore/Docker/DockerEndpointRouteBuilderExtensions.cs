using ContainerSecurity.AspNetCore.Docker.Connections;
using ContainerSecurity.AspNetCore.Docker.Plugin;
using ContainerSecurity.AspNetCore.Docker.Proxy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ContainerSecurity.AspNetCore.Docker;

/// <summary>Maps the endpoints that stand between users and a Docker engine.</summary>
public static class DockerEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the proxy, which serves the whole Docker Engine API: every path that no other endpoint of the app has.
    /// It answers only on listeners with <see cref="DockerListenOptionsExtensions.UseDockerProxy"/>.
    /// </summary>
    public static IEndpointConventionBuilder MapDockerProxy(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        DockerProxy proxy = endpoints.ServiceProvider.GetRequiredService<DockerProxy>();
        // The target is read from its raw form; the route only leads here, for any method.
        return endpoints.Map("{**target}", proxy.HandleAsync).WithDisplayName("Docker proxy");
    }

    /// <summary>
    /// Maps Docker's authorization plugin protocol. It answers only on listeners with <see cref="DockerListenOptionsExtensions.UseDockerAuthorizationPlugin"/>:
    /// who can ask it need not be known, and so nobody but the engine should be able to.
    /// </summary>
    public static IEndpointConventionBuilder MapDockerAuthorizationPlugin(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        AuthorizationPlugin plugin = endpoints.ServiceProvider.GetRequiredService<AuthorizationPlugin>();
        RouteGroupBuilder group = endpoints.MapGroup("");
        group.MapPost("/Plugin.Activate", OnPluginListener(AuthorizationPlugin.ActivateAsync));
        group.MapPost("/AuthZPlugin.AuthZReq", OnPluginListener(context => plugin.JudgeAsync(context, isRequest: true)));
        group.MapPost("/AuthZPlugin.AuthZRes", OnPluginListener(context => plugin.JudgeAsync(context, isRequest: false)));
        return group;
    }

    private static RequestDelegate OnPluginListener(RequestDelegate endpoint) => context =>
        context.Features.Get<PluginConnection>() is not null
            ? endpoint(context)
            : EngineErrors.AnswerAsync(context, StatusCodes.Status404NotFound, "page not found");
}
