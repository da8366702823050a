using System.Globalization;
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
    Parameters = [MaxMemory, MaxCpu, MaxEphemeralStorage, MaxLimitRequestRatio],
    References = ["NSA/CISA Kubernetes Hardening: Resource policies", "NIST SP 800-190 3.3.4"],
}), IJudges<Container>, ICelRule
{
    private static readonly RuleParameter<Quantity> MaxMemory = RuleParameter.Quantity("maxMemory",
        "The most memory that a container's limit may give.", minimum: "1", maximum: "1Ei", unit: "bytes");

    private static readonly RuleParameter<Quantity> MaxCpu = RuleParameter.Quantity("maxCpu",
        "The most processor time that a container's limit may give.", minimum: "1m", maximum: "1M", unit: "cores");

    private static readonly RuleParameter<Quantity> MaxEphemeralStorage = RuleParameter.Quantity("maxEphemeralStorage",
        "The most ephemeral storage that a container's limit may give.", minimum: "1", maximum: "1Ei", unit: "bytes");

    private static readonly RuleParameter<decimal> MaxLimitRequestRatio = RuleParameter.Number("maxLimitRequestRatio",
        "How many times its request a limit may be, for memory, processor time and ephemeral storage.", minimum: 1, maximum: 1_000_000, unit: "times");

    /// <summary>CEL cannot multiply quantities, and floating point is wrong in the last digit: what is a hair above counts as equal.</summary>
    private const string ExceedsInCel =
        "quantity(string(dyn(l))).asApproximateFloat() > quantity(string(dyn(r))).asApproximateFloat() * "
            + "quantity(variables.maxLimitRequestRatio).asApproximateFloat() * 1.000000001";

    private static readonly (string Resource, RuleParameter<Quantity> Parameter)[] Maxima =
    [
        ("memory", MaxMemory), ("cpu", MaxCpu), ("ephemeral-storage", MaxEphemeralStorage)
    ];

    public void Judge(Container container, RuleContext context)
    {
        bool hasRatio = TryRatio(context.Parameters, out Quantity ratio);
        foreach ((string resource, RuleParameter<Quantity> parameter) in Maxima)
        {
            Field<Quantity> limit = container.Limits[resource];
            Field<Quantity> request = container.Requests[resource];
            if (context.Parameters.TryGet(parameter, out Quantity maximum) && limit.Is(l => l > maximum))
                context.Report(limit, $"{container} has the {resource} limit {limit}. Allowed: at most {maximum}.");
            if (hasRatio && request.IsKnown && limit.Is(l => l.Exceeds(request.Value, ratio)))
                context.Report(limit, $"{container} has the {resource} limit {limit} for a request of {request}. Allowed: at most {ratio} times the request.");
        }
    }

    private static bool TryRatio(RuleParameters parameters, out Quantity ratio)
    {
        bool isGiven = parameters.TryGet(MaxLimitRequestRatio, out decimal number);
        return Quantity.TryParse(number.ToString(CultureInfo.InvariantCulture), out ratio) && isGiven;
    }

    CelCheck? ICelRule.InCel(CelContext context)
    {
        List<string> violations = [];
        foreach ((string resource, RuleParameter<Quantity> parameter) in Maxima)
        {
            string limit = $"c.?resources.?limits[?{CelText.Of(resource)}]", request = $"c.?resources.?requests[?{CelText.Of(resource)}]";
            if (context.Parameters.TryGet(parameter, out _))
                violations.Add($"{limit}.optMap(l, quantity(string(dyn(l))).isGreaterThan(quantity(variables.{parameter.Name}))).orValue(false)");
            if (context.Parameters.TryGet(MaxLimitRequestRatio, out _))
                violations.Add($"{limit}.optFlatMap(l, {request}.optMap(r, {ExceedsInCel})).orValue(false)");
        }
        CelCheck check = CelCheck.Containers(CelText.Any(violations));
        foreach (RuleParameter parameter in Descriptor.Parameters)
            if (context.Parameters.Values.TryGetValue(parameter.Name, out IReadOnlyList<string>? texts))
                check = check.With(parameter.Name, CelText.Of(texts[0]));
        return violations.Count == 0 ? null : check;
    }
}
