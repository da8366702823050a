using System.Globalization;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Limits;

/// <summary>What a policy may say is too much of one compute resource, each by a parameter.</summary>
/// <param name="Resource">The resource, such as <c>memory</c>.</param>
/// <param name="Limit">The largest limit.</param>
/// <param name="Request">The largest request.</param>
/// <param name="Ratio">How many times its request a limit may be, where that is not said for all resources.</param>
internal sealed record ResourceMaximum(string Resource, RuleParameter<Quantity> Limit, RuleParameter<Quantity> Request, RuleParameter<decimal> Ratio)
{
    private const string OverRatio =
        "quantity(string(dyn(l))).asApproximateFloat() > quantity(string(dyn(r))).asApproximateFloat() * "
            + "quantity(variables.{0}).asApproximateFloat() * 1.000000001";

    /// <summary>How many times its request any limit may be.</summary>
    public static RuleParameter<decimal> AnyRatio { get; } = RuleParameter.Number("maxLimitRequestRatio",
        "How many times its request a limit may be, for memory, processor time and ephemeral storage.", minimum: 1, maximum: 1_000_000, unit: "times");

    /// <summary>The resources.</summary>
    public static IReadOnlyList<ResourceMaximum> All { get; } =
    [
        Of("memory", "Memory", "memory", "1", "1Ei", "bytes"),
        Of("cpu", "Cpu", "processor time", "1m", "1M", "cores"),
        Of("ephemeral-storage", "EphemeralStorage", "ephemeral storage", "1", "1Ei", "bytes"),
    ];

    /// <summary>The parameters, with that of <see cref="AnyRatio"/>.</summary>
    public static IReadOnlyList<RuleParameter> Parameters { get; } =
        [.. All.Select(m => m.Limit), AnyRatio, .. All.Select(m => m.Request), .. All.Select(m => m.Ratio)];

    /// <summary>The parameter by which a policy limits the ratio of the resource; null where it does not.</summary>
    public RuleParameter<decimal>? RatioOf(RuleParameters parameters) =>
        parameters.TryGet(Ratio, out _) ? Ratio : parameters.TryGet(AnyRatio, out _) ? AnyRatio : null;

    /// <summary>What is too much of the resource for the container <c>c</c>, in CEL.</summary>
    public IEnumerable<string> InCel(RuleParameters parameters)
    {
        string limit = $"c.?resources.?limits[?{CelText.Of(Resource)}]", request = $"c.?resources.?requests[?{CelText.Of(Resource)}]";
        if (parameters.TryGet(Limit, out _))
            yield return Exceeds(limit, Limit);
        if (parameters.TryGet(Request, out _))
            yield return Exceeds($"{request}.or({limit})", Request);
        if (RatioOf(parameters) is { } ratio)
            yield return $"{limit}.optFlatMap(l, {request}.optMap(r, {string.Format(CultureInfo.InvariantCulture, OverRatio, ratio.Name)})).orValue(false)";
    }

    private static string Exceeds(string amount, RuleParameter maximum) =>
        $"{amount}.optMap(l, quantity(string(dyn(l))).isGreaterThan(quantity(variables.{maximum.Name}))).orValue(false)";

    private static ResourceMaximum Of(string resource, string suffix, string words, string minimum, string maximum, string unit) => new(
        resource,
        RuleParameter.Quantity("max" + suffix, $"The most {words} that a container's limit may give.", minimum, maximum, unit: unit),
        RuleParameter.Quantity($"max{suffix}Request", $"The most {words} that a container may request; a limit without a request is one.", minimum, maximum, unit: unit),
        RuleParameter.Number($"max{suffix}Ratio",
            $"How many times its request a limit of {words} may be, whatever {AnyRatio.Name} says.", minimum: 1, maximum: 1_000_000, unit: "times"));
}
