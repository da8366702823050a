using ContainerSecurity.AspNetCore.Admission.Judging;
using ContainerSecurity.AspNetCore.Admission.Reviews;
using ContainerSecurity.AspNetCore.Admission.Telemetry;
using ContainerSecurity.DependencyInjection;
using ContainerSecurity.Policies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ContainerSecurity.AspNetCore.Admission;

/// <summary>Maps the endpoints that a Kubernetes API server asks before it stores an object.</summary>
public static class AdmissionEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps a validating webhook: it is asked with an <c>AdmissionReview</c> of <c>admission.k8s.io/v1</c> and answers
    /// with what the policy says: findings that deny, findings that warn. <see
    /// cref="AdmissionServiceCollectionExtensions.AddAdmissionWebhook"/> and <c>AddContainerSecurity</c> belong to it.
    /// </summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="pattern">The path, such as <c>/validate</c>, as the webhook's configuration names it.</param>
    /// <param name="configure">How it judges, and what it takes; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IEndpointConventionBuilder MapAdmissionWebhook(
        this IEndpointRouteBuilder endpoints, string pattern, Action<AdmissionWebhookOptions>? configure = null)
    {
        AdmissionWebhookOptions options = Configure(endpoints, pattern, configure);
        return Map(endpoints, pattern, options, new ReviewJudge(options).JudgeAsync).WithDisplayName("Admission webhook");
    }

    /// <summary>
    /// Maps a mutating webhook: it answers with a JSON patch that mends what the policy marks with <c>harden</c>, and
    /// that pins images to the digests that were verified (<see cref="AdmissionWebhookOptions.ImageTrust"/>), on
    /// objects that are created and on the templates of those that are changed, and denies nothing; what is left is for
    /// <see cref="MapAdmissionWebhook"/> to judge. <see
    /// cref="AdmissionServiceCollectionExtensions.AddAdmissionWebhook"/> and <c>AddContainerSecurity</c> belong to it.
    /// </summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="pattern">The path, such as <c>/mutate</c>, as the webhook's configuration names it.</param>
    /// <param name="configure">What it takes; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IEndpointConventionBuilder MapMutatingWebhook(
        this IEndpointRouteBuilder endpoints, string pattern, Action<AdmissionWebhookOptions>? configure = null)
    {
        AdmissionWebhookOptions options = Configure(endpoints, pattern, configure);
        return Map(endpoints, pattern, options, new ReviewHardener(options).HardenAsync, isMutating: true).WithDisplayName("Mutating webhook");
    }

    /// <summary>
    /// Maps what a kubelet asks: whether the process answers, and whether it can judge — there is a policy, and the
    /// certificates of <see cref="AdmissionListenOptionsExtensions.UseCertificateFiles"/> are valid.
    /// </summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="livenessPattern">The path of the first. The default value is <c>/livez</c>.</param>
    /// <param name="readinessPattern">
    /// The path of the second, which answers with 503 where the app is not ready. The default value is <c>/readyz</c>.
    /// </param>
    public static void MapAdmissionHealth(this IEndpointRouteBuilder endpoints, string livenessPattern = "/livez", string readinessPattern = "/readyz")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.MapHealthChecks(livenessPattern, new HealthCheckOptions { Predicate = _ => false });
        endpoints.MapHealthChecks(readinessPattern);
    }

    private static AdmissionWebhookOptions Configure(IEndpointRouteBuilder endpoints, string pattern, Action<AdmissionWebhookOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        var options = new AdmissionWebhookOptions();
        configure?.Invoke(options);
        return options.Problem is { } problem ? throw new ArgumentException(problem, nameof(configure)) : options;
    }

    private static IEndpointConventionBuilder Map(
        IEndpointRouteBuilder endpoints,
        string pattern,
        AdmissionWebhookOptions options,
        Func<AdmissionReview, PolicyEngine, CancellationToken, Task<ReviewVerdict>> judge,
        bool isMutating = false)
    {
        IServiceProvider services = endpoints.ServiceProvider;
        IPolicyEngine engine = options.PolicyName.Length == 0
            ? services.GetRequiredService<IPolicyEngine>()
            : services.GetRequiredKeyedService<IPolicyEngine>(options.PolicyName);
        var webhook = new AdmissionWebhook(
            judge,
            engine,
            options,
            services.GetService<AdmissionTelemetry>()
                ?? throw new InvalidOperationException("Call AddAdmissionWebhook on the app's services before an admission webhook is mapped."),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<AdmissionWebhook>>(),
            isMutating);
        services.GetService<IHostApplicationLifetime>()?.ApplicationStopped.Register(webhook.Dispose);
        return endpoints.MapPost(pattern, webhook.HandleAsync);
    }
}
