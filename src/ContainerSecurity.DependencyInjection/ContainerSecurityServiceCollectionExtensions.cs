using ContainerSecurity.DependencyInjection;
using ContainerSecurity.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the policy engine in a container of services.</summary>
public static class ContainerSecurityServiceCollectionExtensions
{
    /// <summary>Registers <see cref="IPolicyEngine"/> of the default policy and the <see cref="SecretDetector"/> of that policy, as singletons.</summary>
    /// <param name="services">The container of services.</param>
    /// <returns>A builder, on which other packages have methods too.</returns>
    public static IContainerSecurityBuilder AddContainerSecurity(this IServiceCollection services) =>
        AddContainerSecurity(services, Options.Options.DefaultName, configure: null);

    /// <summary>
    /// Registers <see cref="IPolicyEngine"/> and the <see cref="SecretDetector"/> of its policy, as singletons. Options
    /// that name a wrong policy are refused when the application starts.
    /// </summary>
    /// <param name="services">The container of services.</param>
    /// <param name="configure">Says which policy; null for the default one.</param>
    /// <returns>A builder, on which other packages have methods too.</returns>
    public static IContainerSecurityBuilder AddContainerSecurity(this IServiceCollection services, Action<ContainerSecurityOptions>? configure) =>
        AddContainerSecurity(services, Options.Options.DefaultName, configure);

    /// <summary>Registers a policy with a name, such as that of an environment. Its services have the name as their key.</summary>
    /// <param name="services">The container of services.</param>
    /// <param name="name">The name; empty for the policy without a key.</param>
    /// <param name="configure">Says which policy; null for the default one.</param>
    /// <returns>A builder, on which other packages have methods too.</returns>
    public static IContainerSecurityBuilder AddContainerSecurity(this IServiceCollection services, string name, Action<ContainerSecurityOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        OptionsBuilder<ContainerSecurityOptions> options = services.AddOptions<ContainerSecurityOptions>(name).ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ContainerSecurityOptions>,
            ContainerSecurityOptionsValidation>(s => new ContainerSecurityOptionsValidation(s)));
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

    /// <summary>
    /// Registers a policy by the application's configuration, which is taken in anew where it changes. Its keys are
    /// those of <see cref="ContainerSecurityOptions"/>: <c>PolicyFiles</c>, <c>Policy</c> (with the keys of a policy
    /// file), <c>Profile</c>, <c>KubernetesVersion</c>, <c>BaselineFile</c>, <c>DenyFrom</c>, <c>AllowNotEvaluated</c>,
    /// <c>ReloadInterval</c>.
    /// </summary>
    /// <param name="services">The container of services.</param>
    /// <param name="configuration">The section of the configuration.</param>
    /// <returns>A builder, on which other packages have methods too.</returns>
    public static IContainerSecurityBuilder AddContainerSecurity(this IServiceCollection services, IConfiguration configuration) =>
        AddContainerSecurity(services, Options.Options.DefaultName, configuration);

    /// <summary>Registers a policy with a name by the application's configuration, as the overload without a name does.</summary>
    /// <param name="services">The container of services.</param>
    /// <param name="name">The name of the policy; empty for the one without a key.</param>
    /// <param name="configuration">The section of the configuration.</param>
    /// <returns>A builder, on which other packages have methods too.</returns>
    public static IContainerSecurityBuilder AddContainerSecurity(this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        IContainerSecurityBuilder builder = AddContainerSecurity(services, name, options => ConfigurationReader.Read(configuration, options));
        services.AddSingleton<IOptionsChangeTokenSource<ContainerSecurityOptions>>(new ConfigurationChange(name, configuration));
        return builder;
    }

    private static ReloadingPolicyEngine Create(IServiceProvider services, string name) => new(
        name,
        services.GetRequiredService<IOptionsMonitor<ContainerSecurityOptions>>(),
        ContainerSecurityOptionsValidation.RulesOf(services, name),
        services.GetRequiredService<TimeProvider>(),
        (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger("ContainerSecurity"));

    private static SecretDetector DetectorOf(IPolicyEngine engine) => engine.Current.Policy.Secrets.CreateDetector();
}
