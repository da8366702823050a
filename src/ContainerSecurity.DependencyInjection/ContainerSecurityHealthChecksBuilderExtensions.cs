using ContainerSecurity.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Says by a health check whether there is a policy to judge by.</summary>
public static class ContainerSecurityHealthChecksBuilderExtensions
{
    /// <summary>Adds a check that fails where there is no policy, and warns where the newest one is wrong and the one before is in use.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="policy">The name of the policy; empty for the one without a key.</param>
    /// <param name="name">The name of the check.</param>
    public static IHealthChecksBuilder AddContainerSecurity(this IHealthChecksBuilder builder, string policy = "", string name = "container-security")
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(name, s => PolicyHealthCheck.Of(s, policy), null, null));
    }
}
