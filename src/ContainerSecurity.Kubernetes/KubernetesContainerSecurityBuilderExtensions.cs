using ContainerSecurity.DependencyInjection;
using ContainerSecurity.Kubernetes;
using k8s;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the scanner of clusters.</summary>
public static class KubernetesContainerSecurityBuilderExtensions
{
    /// <summary>Registers <see cref="ClusterScanner"/>, which judges by the policy as it is when the scanner is asked for; with the policy's name as its key, where it has one. A client of the cluster that the application has registered is used; else one is made, as <see cref="ClusterConfiguration.Find"/> says.</summary>
    /// <param name="builder">What <c>AddContainerSecurity</c> gave.</param>
    /// <param name="options">What of the cluster is scanned; null for the defaults.</param>
    public static IContainerSecurityBuilder AddKubernetes(this IContainerSecurityBuilder builder, ClusterScanOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<IKubernetes>(_ => new k8s.Kubernetes(ClusterConfiguration.Find()));
        if (builder.Name.Length == 0)
            builder.Services.TryAddTransient(s => new ClusterScanner(s.GetRequiredService<IKubernetes>(), s.GetRequiredService<IPolicyEngine>().Current, options));
        else
            builder.Services.TryAddKeyedTransient(builder.Name, (s, key) => new ClusterScanner(s.GetRequiredService<IKubernetes>(), s.GetRequiredKeyedService<IPolicyEngine>(key).Current, options));
        return builder;
    }
}
