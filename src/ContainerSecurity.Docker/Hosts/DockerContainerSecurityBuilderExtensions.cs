using ContainerSecurity.DependencyInjection;
using ContainerSecurity.Docker.Hosts;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the scanner of Docker hosts.</summary>
public static class DockerContainerSecurityBuilderExtensions
{
    /// <summary>
    /// Registers <see cref="DockerHostScanner"/>, which judges by the policy as it is when the scanner is asked for;
    /// with the policy's name as its key, where it has one.
    /// </summary>
    /// <param name="builder">What <c>AddContainerSecurity</c> gave.</param>
    /// <param name="options">How the host is reached and read; null for the defaults.</param>
    public static IContainerSecurityBuilder AddDockerHosts(this IContainerSecurityBuilder builder, DockerHostOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Name.Length == 0)
            builder.Services.TryAddTransient(s => new DockerHostScanner(s.GetRequiredService<IPolicyEngine>().Current, options));
        else
            builder.Services.TryAddKeyedTransient(builder.Name,
                (s, key) => new DockerHostScanner(s.GetRequiredKeyedService<IPolicyEngine>(key).Current, options));
        return builder;
    }
}
