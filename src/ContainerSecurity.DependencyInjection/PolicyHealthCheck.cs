using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace ContainerSecurity.DependencyInjection;

/// <summary>Says whether there is a policy, and whether it is the newest.</summary>
internal sealed class PolicyHealthCheck(ReloadingPolicyEngine engine) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            string policy = engine.Current.Policy.Name;
            return Task.FromResult(engine.Problems.Count == 0
                ? HealthCheckResult.Healthy($"The policy '{policy}' is in use.")
                : HealthCheckResult.Degraded($"The policy '{policy}' is in use, because the newest one is wrong: {string.Join(" ", engine.Problems)}"));
        }
        catch (OptionsValidationException e)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy($"There is no policy: {e.Message}"));
        }
    }

    public static IHealthCheck Of(IServiceProvider services, string name) =>
        new PolicyHealthCheck(name.Length == 0
            ? services.GetRequiredService<ReloadingPolicyEngine>()
            : services.GetRequiredKeyedService<ReloadingPolicyEngine>(name));
}
