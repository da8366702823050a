using ContainerSecurity.AspNetCore.Admission.Certificates;
using ContainerSecurity.AspNetCore.Admission.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContainerSecurity.AspNetCore.Admission;

/// <summary>Registers what admission webhooks need.</summary>
public static class AdmissionServiceCollectionExtensions
{
    private const string CheckName = "admission";

    /// <summary>
    /// Registers what the admission webhooks of an app share, and the health checks of the policy and of the
    /// certificates. The policy is registered with <c>AddContainerSecurity</c>.
    /// </summary>
    /// <param name="services">The container of services.</param>
    /// <param name="policyName">
    /// The name of the policy that the app is not ready without. The default value is empty, for the one without a
    /// name.
    /// </param>
    public static IServiceCollection AddAdmissionWebhook(this IServiceCollection services, string policyName = "")
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(policyName);
        if (services.Any(s => s.ServiceType == typeof(AdmissionTelemetry)))
            return services;
        services.AddLogging();
        services.AddMetrics();
        services.AddRouting();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<AdmissionTelemetry>();
        services.AddSingleton<ServedCertificates>();
        services.AddHealthChecks()
            .AddContainerSecurity(policyName, $"{CheckName}-policy")
            .AddCheck<ServedCertificates>($"{CheckName}-certificate");
        return services;
    }
}
