using ContainerSecurity.Resources.Network;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7005: load balancers name their source ranges (NIST SP 800-190 3.4.2).</summary>
internal sealed class ServiceLoadBalancer() : Rule(new("CSEC7005", "service-load-balancer", Severity.Low,
    "Load balancer open to everyone",
    "Set 'loadBalancerSourceRanges'.")
{
    IsOptional = true,
    References = ["NIST SP 800-190 3.4.2"],
}), IJudges<Service>, ICelRule
{
    public void Judge(Service resource, RuleContext context)
    {
        if (!resource.Type.Is("LoadBalancer") || resource.MayBeInternal)
            return;
        if (resource.LoadBalancerSourceRanges.Items.FirstOrDefault(r => r.Is(IsEveryone)) is { IsKnown: true } everyone)
            context.Report(
                everyone,
                $"{resource} is a load balancer that anyone may reach: its loadBalancerSourceRanges hold {everyone}. "
                    + $"Allowed: the address blocks of its clients.");
        else if (resource.LoadBalancerSourceRanges is { IsOpen: false, Items.Count: 0 }
            && (resource.SourceRangesAnnotation.IsMissing || resource.SourceRangesAnnotation.Is(IsEveryone)))
            context.Report(
                resource.Type,
                $"{resource} is a load balancer that anyone may reach: loadBalancerSourceRanges names no address. Allowed: the address blocks of its clients.");
    }

    private static bool IsEveryone(string range) => range.Trim().EndsWith("/0", StringComparison.Ordinal);

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Objects(AdmissionResources.Services, """
            object.?spec.?type.orValue('') == 'LoadBalancer' && (variables.sourceRanges.exists(r, r.trim().endsWith('/0')) ||
            (variables.sourceRanges.size() == 0 && object.metadata.?annotations[?'service.beta.kubernetes.io/load-balancer-source-ranges'].orValue('/0').trim().endsWith('/0')))
            """)
        .With("sourceRanges", "object.?spec.?loadBalancerSourceRanges.orValue([])")
        .With("internalMarks", Service.InternalMarks)
        .Unless("object.metadata.?annotations.orValue({}).exists(k, (k + '=' + object.metadata.annotations[k]) in variables.internalMarks)")
        .JudgingAnnotations("true");
}
