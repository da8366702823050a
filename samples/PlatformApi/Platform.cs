using ContainerSecurity.DependencyInjection;

namespace PlatformApi;

/// <summary>An internal platform: teams post their deployments here, and not to the cluster.</summary>
public static class Platform
{
    /// <summary>Builds the application.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configure">Changes the services, such as the client of the cluster; null for nothing.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddProblemDetails();
        builder.Services.AddContainerSecurity(builder.Configuration.GetSection("ContainerSecurity")).AddKubernetes();
        builder.Services.Configure<ContainerSecurityOptions>(o => o.BasePath = builder.Environment.ContentRootPath);
        builder.Services.AddHealthChecks().AddContainerSecurity();
        configure?.Invoke(builder.Services);

        WebApplication app = builder.Build();
        app.UseExceptionHandler();
        app.MapHealthChecks("/healthz");
        app.MapPost("/namespaces/{namespace}/deployments", Deployments.PostAsync);
        return app;
    }
}
