using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6024: an autoscaler has bounds between which it can scale, and keeps more than one replica.</summary>
internal sealed class AutoscalerBounds() : Rule(new("CSEC6024", "autoscaler-bounds", Severity.Low,
    "Autoscaler's bounds leave too few replicas, or no choice",
    "Raise 'minReplicas', and set a 'maxReplicas' above it.")
{
    Parameters = [MinReplicas],
}), IJudges<HorizontalPodAutoscaler>, ICelRule
{
    private static readonly RuleParameter<long> MinReplicas = RuleParameter.Integer("minAutoscaledReplicas",
        "The fewest replicas that an autoscaler may leave.", minimum: 1, maximum: 1_000_000, fallback: 2, unit: "replicas");

    public void Judge(HorizontalPodAutoscaler autoscaler, RuleContext context)
    {
        if (autoscaler.MaxReplicas.IsMissing)
            context.Report(
                autoscaler.MaxReplicas,
                $"{autoscaler} has no maxReplicas, without which the API server refuses it. Allowed: a number above minReplicas.");
        if (autoscaler.MinReplicas.IsUnknown)
            return;
        long fewest = autoscaler.MinReplicas.Or(1);
        string written = autoscaler.MinReplicas.IsMissing ? "no minReplicas, which stands for 1" : $"minReplicas: {autoscaler.MinReplicas}";
        long minimum = context.Parameters.Get(MinReplicas);
        if (fewest < minimum)
            context.Report(autoscaler.MinReplicas, $"{autoscaler} has {written}, so that too few replicas may be left. Allowed: at least {minimum}.");
        if (autoscaler.MaxReplicas.Is(m => m <= fewest))
            context.Report(
                autoscaler.MaxReplicas,
                $"{autoscaler} cannot scale: it has maxReplicas: {autoscaler.MaxReplicas} and {written}. Allowed: a maximum above the minimum.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Objects(AdmissionResources.HorizontalPodAutoscalers, $"""
            !object.?spec.?maxReplicas.hasValue() || variables.fewest < {context.Parameters.Get(MinReplicas)} ||
            object.?spec.?maxReplicas.orValue(0) <= variables.fewest
            """)
        .With("fewest", "object.?spec.?minReplicas.orValue(1)")
        .JudgingOnly("object.?spec.?minReplicas", "object.?spec.?maxReplicas");
}
