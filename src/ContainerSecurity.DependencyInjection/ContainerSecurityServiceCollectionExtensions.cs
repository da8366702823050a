using ContainerSecurity.DependencyInjection;
using ContainerSecurity.Policies;
using ContainerSecurity.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the policy engine in a container of services.</summary>
public static class ContainerSecurityServiceCollectionExtensions
{
    /// <summary>Registers <see cref="IPolicyEngine"/> and the <see cref="SecretDetector"/> of its policy, as singletons. Options that name a wrong policy are refused when the application starts.</summary>
    /// <param name="services">The container of services.</param>
    /// <param name="configure">Says which policy; null for the default one.</param>
    /// <returns>A builder, on which other packages have methods too.</returns>
    public static IContainerSecurityBuilder AddContainerSecurity(this IServiceCollection services, Action<ContainerSecurityOptions>? configure = null) =>
        AddContainerSecurity(services, Options.Options.DefaultName, configure);

    /// <summary>Registers a policy with a name, such as that of an environment. Its services have the name as their key.</summary>
    /// <param name="services">The container of services.</param>
    /// <param name="name">The name; empty for the policy without a key.</param>
    /// <param name="configure">Says which policy; null for the default one.</param>
    /// <returns>A builder, on which other packages have methods too.</returns>
    public static IContainerSecurityBuilder AddContainerSecurity(this IServiceCollection services, string name, Action<ContainerSecurityOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        OptionsBuilder<ContainerSecurityOptions> options = services.AddOptions<ContainerSecurityOptions>(name).ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ContainerSecurityOptions>, ContainerSecurityOptionsValidation>(s => new ContainerSecurityOptionsValidation(s)));
        if (name.Length == 0)
        {
            services.TryAddSingleton(s => Create(s, name));
            services.TryAddSingleton<IPolicyEngine>(s => s.GetRequiredService<ReloadingPolicyEngine>());
            services.TryAddTransient(s => DetectorOf(s.GetRequiredService<IPolicyEngine>()));
        }
        else
        {
            services.TryAddKeyedSingleton(name, (s, _) => Create(s, name));
            services.TryAddKeyedSingleton<IPolicyEngine>(name, (s, _) => s.GetRequiredKeyedService<ReloadingPolicyEngine>(name));
            services.TryAddKeyedTransient(name, (s, _) => DetectorOf(s.GetRequiredKeyedService<IPolicyEngine>(name)));
        }
        return new ContainerSecurityBuilder(services, name);
    }

    /// <summary>Registers a policy by the application's configuration, which is taken in anew where it changes. Its keys are those of <see cref="ContainerSecurityOptions"/>: <c>PolicyFiles</c>, <c>Policy</c> (with the keys of a policy file), <c>Profile</c>, <c>KubernetesVersion</c>, <c>BaselineFile</c>, <c>DenyFrom</c>, <c>AllowNotEvaluated</c>, <c>ReloadInterval</c>.</summary>
    /// <param name="services">The container of services.</param>
    /// <param name="configuration">The section of the configuration.</param>
    /// <param name="name">The name of the policy; empty for the one without a key.</param>
    /// <returns>A builder, on which other packages have methods too.</returns>
    public static IContainerSecurityBuilder AddContainerSecurity(this IServiceCollection services, IConfiguration configuration, string name = "")
    {
        ArgumentNullException.ThrowIfNull(configuration);
        IContainerSecurityBuilder builder = AddContainerSecurity(services, name, options => ConfigurationReader.Read(configuration, options));
        services.AddSingleton<IOptionsChangeTokenSource<ContainerSecurityOptions>>(new ConfigurationChange(name, configuration));
        return builder;
    }

    /// <summary>Adds a check that fails where there is no policy, and warns where the newest one is wrong and the one before is in use.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="policy">The name of the policy; empty for the one without a key.</param>
    /// <param name="name">The name of the check.</param>
    public static IHealthChecksBuilder AddContainerSecurity(this IHealthChecksBuilder builder, string policy = "", string name = "container-security")
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(name, s => PolicyHealthCheck.Of(s, policy), null, null));
    }

    private static ReloadingPolicyEngine Create(IServiceProvider services, string name) => new(
        name,
        services.GetRequiredService<IOptionsMonitor<ContainerSecurityOptions>>(),
        ContainerSecurityOptionsValidation.RulesOf(services, name),
        services.GetRequiredService<TimeProvider>(),
        (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger("ContainerSecurity"));

    private static SecretDetector DetectorOf(IPolicyEngine engine) => engine.Current.Policy.Secrets.CreateDetector();
}
