using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6012: limits, requests and replicas stay below what the policy allows (NIST SP 800-190 3.3.4).</summary>
internal sealed class LimitTooHigh() : Rule(new("CSEC6012", "limit-too-high", Severity.Medium,
    "Limit above the policy's maximum",
    "Lower the limit, the request or the replicas, or raise the request that a limit is a multiple of.")
{
    IsOptional = true,
    Parameters = [.. ResourceMaximum.Parameters, MaxReplicas],
    References = ["NSA/CISA Kubernetes Hardening: Resource policies", "NIST SP 800-190 3.3.4"],
}), IJudges<Container>, IJudges<Workload>, IJudges<HorizontalPodAutoscaler>, ICelRule
{
    private static readonly RuleParameter<long> MaxReplicas = RuleParameter.Integer("maxReplicas",
        "The most replicas that a workload may have, or a HorizontalPodAutoscaler may give it.", minimum: 1, maximum: 1_000_000, unit: "replicas");

    public void Judge(Container container, RuleContext context)
    {
        // None of its parameters has a default.
        if (context.Parameters.Values.Count == 0)
            return;
        foreach (ResourceMaximum maximum in ResourceMaximum.All)
            Judge(maximum, container, context);
    }

    public void Judge(Workload workload, RuleContext context) => JudgeReplicas(workload.Replicas, workload, "replicas", context);

    public void Judge(HorizontalPodAutoscaler autoscaler, RuleContext context) =>
        JudgeReplicas(autoscaler.Root["spec"].Integer("maxReplicas"), autoscaler, "maxReplicas", context);

    private static void Judge(ResourceMaximum maximum, Container container, RuleContext context)
    {
        string resource = maximum.Resource;
        Field<Quantity> limit = container.Limits[resource], written = container.Requests[resource];
        Field<Quantity> request = written.Else(limit);
        if (context.Parameters.TryGet(maximum.Limit, out Quantity most) && limit.Is(l => l > most))
            context.Report(limit, $"{container} has the {resource} limit {limit}. Allowed: at most {most}.");
        if (context.Parameters.TryGet(maximum.Request, out Quantity asked) && request.Is(r => r > asked))
            context.Report(request, $"{container} has the {resource} request {request}. Allowed: at most {asked}.");
        if (maximum.RatioOf(context.Parameters) is { } parameter
            && TryQuantity(context.Parameters.Get(parameter), out Quantity ratio)
            && written.IsKnown
            && limit.Is(l => l.Exceeds(written.Value, ratio)))
            context.Report(limit, $"{container} has the {resource} limit {limit} for a request of {written}. Allowed: at most {ratio} times the request.");
    }

    private static void JudgeReplicas(Field<long> replicas, Resource resource, string field, RuleContext context)
    {
        if (context.Parameters.TryGet(MaxReplicas, out long most) && replicas.IsKnown && replicas.Value > most)
            context.Report(replicas, $"{resource} has {Message.FromWords(field)}: {replicas}. Allowed: at most {most}.");
    }

    private static bool TryQuantity(decimal number, out Quantity quantity) => Quantity.TryParse(number.ToString(CultureInfo.InvariantCulture), out quantity);

    CelCheck? ICelRule.InCel(CelContext context)
    {
        string[] ofContainers = [.. ResourceMaximum.All.SelectMany(m => m.InCel(context.Parameters))];
        CelCheck? check = ofContainers.Length == 0 ? null : CelCheck.Containers(CelText.Any(ofContainers));
        if (context.Parameters.TryGet(MaxReplicas, out long most))
        {
            string number = most.ToString(CultureInfo.InvariantCulture);
            string tooMany = $"dyn(object).?spec.?replicas.orValue(0) > {number} || dyn(object).?spec.?maxReplicas.orValue(0) > {number}";
            check = (check?.AndPod(tooMany) ?? CelCheck.Pod(tooMany)).Of([.. AdmissionResources.Workloads, .. AdmissionResources.Autoscalers])
                .Judging("dyn(object).?spec.?replicas");
        }
        foreach (RuleParameter parameter in ResourceMaximum.Parameters)
            if (context.Parameters.Values.TryGetValue(parameter.Name, out IReadOnlyList<string>? texts))
                check = check?.With(parameter.Name, CelText.Of(texts[0]));
        return check;
    }
}
