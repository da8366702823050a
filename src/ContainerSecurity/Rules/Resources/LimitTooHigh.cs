using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Resources;

/// <summary>CSEC6012: limits stay below what the policy allows (NIST SP 800-190 3.3.4).</summary>
public sealed class LimitTooHigh() : ContainerRule(new("CSEC6012", "limit-too-high", Severity.Medium,
    "Limit above the policy's maximum",
    "Lower the limit, or raise the request.")
{
    IsOptional = true,
    Parameters = ["maxMemory", "maxCpu", "maxEphemeralStorage", "maxLimitRequestRatio"],
    References = ["NSA/CISA Kubernetes Hardening: Resource policies", "NIST SP 800-190 3.3.4"],
})
{
    private static readonly (string Resource, string Parameter)[] Maxima = [("memory", "maxMemory"), ("cpu", "maxCpu"), ("ephemeral-storage", "maxEphemeralStorage")];

    /// <inheritdoc/>
    protected override void Evaluate(Container container, Workload workload, RuleContext context)
    {
        bool hasRatio = TryMaximum(context, "maxLimitRequestRatio", out Quantity ratio);
        foreach ((string resource, string parameter) in Maxima)
        {
            Field<Quantity> limit = container.Limits[resource];
            Field<Quantity> request = container.Requests[resource];
            if (TryMaximum(context, parameter, out Quantity maximum) && limit.Is(l => l > maximum))
                context.Report(limit, $"Container '{container.Name}' has a {resource} limit of {limit}. Allowed: at most {maximum}.");
            if (hasRatio && request.IsKnown && limit.Is(l => l.Exceeds(request.Value, ratio)))
                context.Report(limit, $"Container '{container.Name}' has a {resource} limit of {limit} for a request of {request}. Allowed: at most {ratio} times the request.");
        }
    }

    private static bool TryMaximum(RuleContext context, string parameter, out Quantity maximum) =>
        Quantity.TryParse(context.Parameters.Text(parameter) ?? "", out maximum);
}
