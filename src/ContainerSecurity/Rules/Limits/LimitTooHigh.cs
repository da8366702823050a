using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6012: limits stay below what the policy allows (NIST SP 800-190 3.3.4).</summary>
internal sealed class LimitTooHigh() : Rule(new("CSEC6012", "limit-too-high", Severity.Medium,
    "Limit above the policy's maximum",
    "Lower the limit, or raise the request.")
{
    IsOptional = true,
    Parameters = ["maxMemory", "maxCpu", "maxEphemeralStorage", "maxLimitRequestRatio"],
    References = ["NSA/CISA Kubernetes Hardening: Resource policies", "NIST SP 800-190 3.3.4"],
}), IJudges<Container>, ICelRule
{
    private const string Ratio = "maxLimitRequestRatio";

    /// <summary>CEL cannot multiply quantities, and floating point is wrong in the last digit: what is a hair above counts as equal.</summary>
    private const string ExceedsInCel = $"quantity(string(dyn(l))).asApproximateFloat() > quantity(string(dyn(r))).asApproximateFloat() * quantity(variables.{Ratio}).asApproximateFloat() * 1.000000001";

    private static readonly (string Resource, string Parameter)[] Maxima = [("memory", "maxMemory"), ("cpu", "maxCpu"), ("ephemeral-storage", "maxEphemeralStorage")];

    public void Judge(Container container, RuleContext context)
    {
        bool hasRatio = TryMaximum(context, Ratio, out Quantity ratio);
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

    CelCheck? ICelRule.InCel(CelContext context)
    {
        List<string> violations = [];
        foreach ((string resource, string parameter) in Maxima)
        {
            string limit = $"c.?resources.?limits[?{CelText.Of(resource)}]", request = $"c.?resources.?requests[?{CelText.Of(resource)}]";
            if (Quantity.TryParse(context.Parameters.Text(parameter) ?? "", out _))
                violations.Add($"{limit}.optMap(l, quantity(string(dyn(l))).isGreaterThan(quantity(variables.{parameter}))).orValue(false)");
            if (Quantity.TryParse(context.Parameters.Text(Ratio) ?? "", out _))
                violations.Add($"{limit}.optFlatMap(l, {request}.optMap(r, {ExceedsInCel})).orValue(false)");
        }
        CelCheck check = CelCheck.Containers(CelText.Any(violations));
        foreach (string parameter in Descriptor.Parameters)
            if (context.Parameters.Text(parameter) is { } text)
                check = check.With(parameter, CelText.Of(text));
        return violations.Count == 0 ? null : check;
    }
}
