using ContainerSecurity.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the RBAC engine over manifests.</summary>
public static class RbacContainerSecurityBuilderExtensions
{
    /// <summary>
    /// Registers <see cref="IRbacReader"/> as a singleton over manifests; with the policy's name as its key, where it
    /// has one. Manifests that cannot be read are refused when the application starts. It stands before a cluster that
    /// <c>AddKubernetes</c> registers.
    /// </summary>
    /// <param name="builder">What <c>AddContainerSecurity</c> gave.</param>
    /// <param name="configure">Says which manifests.</param>
    public static IContainerSecurityBuilder AddRbac(this IContainerSecurityBuilder builder, Action<RbacManifestOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        string name = builder.Name;
        builder.Services.AddOptions<RbacManifestOptions>(name).Configure(configure).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RbacManifestOptions>, RbacManifestOptionsValidation>());
        if (name.Length == 0)
            builder.Services.AddSingleton<IRbacReader>(s => Create(s, name));
        else
            builder.Services.AddKeyedSingleton<IRbacReader>(name, (s, _) => Create(s, name));
        return builder;
    }

    private static ManifestRbacReader Create(IServiceProvider services, string name) => new(
        name,
        services.GetRequiredService<IOptionsMonitor<RbacManifestOptions>>(),
        services.GetRequiredService<TimeProvider>(),
        (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger("ContainerSecurity"));
}
