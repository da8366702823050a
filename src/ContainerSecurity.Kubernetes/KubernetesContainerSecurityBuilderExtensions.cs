using ContainerSecurity.DependencyInjection;
using ContainerSecurity.Kubernetes;
using k8s;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what asks clusters.</summary>
public static class KubernetesContainerSecurityBuilderExtensions
{
    /// <summary>
    /// Registers <see cref="ClusterScanner"/>, which judges by the policy as it is when the scanner is asked for, and
    /// <see cref="ClusterAccessReader"/>, which is the <see cref="IRbacReader"/> too where no other is registered; with
    /// the policy's name as their key, where it has one. A client of the cluster that the application has registered is
    /// used; else one is made, as <see cref="ClusterConfiguration.Find"/> says.
    /// </summary>
    /// <param name="builder">What <c>AddContainerSecurity</c> gave.</param>
    /// <param name="options">What of the cluster is scanned; null for the defaults.</param>
    public static IContainerSecurityBuilder AddKubernetes(this IContainerSecurityBuilder builder, ClusterScanOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        services.TryAddSingleton<IKubernetes>(_ => new k8s.Kubernetes(ClusterConfiguration.Find()));
        if (builder.Name.Length == 0)
        {
            services.TryAddTransient(s => new ClusterScanner(s.GetRequiredService<IKubernetes>(), s.GetRequiredService<IPolicyEngine>().Current, options));
            services.TryAddTransient(s => ReaderOf(s, s.GetRequiredService<IPolicyEngine>(), options));
            services.TryAddTransient<IRbacReader>(s => s.GetRequiredService<ClusterAccessReader>());
        }
        else
        {
            services.TryAddKeyedTransient(builder.Name,
                (s, key) => new ClusterScanner(s.GetRequiredService<IKubernetes>(), s.GetRequiredKeyedService<IPolicyEngine>(key).Current, options));
            services.TryAddKeyedTransient(builder.Name, (s, key) => ReaderOf(s, s.GetRequiredKeyedService<IPolicyEngine>(key), options));
            services.TryAddKeyedTransient<IRbacReader>(builder.Name, (s, key) => s.GetRequiredKeyedService<ClusterAccessReader>(key));
        }
        return builder;
    }

    /// <summary>A reader of the same part of the cluster, by the policy's kinds with pods.</summary>
    private static ClusterAccessReader ReaderOf(IServiceProvider services, IPolicyEngine engine, ClusterScanOptions? options)
    {
        ClusterScanOptions scanned = options ?? new ClusterScanOptions();
        var read = new ClusterAccessOptions
        {
            Namespaces = scanned.Namespaces,
            PageSize = scanned.PageSize,
            Parallelism = scanned.Parallelism,
            Pods = engine.Current.Policy.Pods,
        };
        return new ClusterAccessReader(services.GetRequiredService<IKubernetes>(), read);
    }
}
