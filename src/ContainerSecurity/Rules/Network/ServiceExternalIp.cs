using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Network;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7006: services name no external addresses but those that the policy allows (CVE-2020-8554).</summary>
internal sealed class ServiceExternalIp() : Rule(new("CSEC7006", "service-external-ip", Severity.High,
    "Service takes external addresses",
    "Remove 'externalIPs'; use a load balancer.")
{
    Parameters = [AllowedExternalIps],
    References = ["CVE-2020-8554", "NIST SP 800-190 3.4.2"],
}), IJudges<Service>, ICelRule
{
    /// <summary>The first version whose servers take expressions over addresses in new policies.</summary>
    private static readonly KubernetesVersion AddressesInCel = new(31);

    private static readonly RuleParameter<IReadOnlyList<AddressRange>> AllowedExternalIps = RuleParameter.List("allowedExternalIPs",
        "The addresses that services may take.", AddressRange.Kind, static text => AddressRange.Parse(text)!);

    public void Judge(Service resource, RuleContext context)
    {
        IReadOnlyList<AddressRange> allowed = context.Parameters.Get(AllowedExternalIps);
        Field<string>[] refused = [.. resource.ExternalIps.Items.Where(i => !i.Is(address => allowed.Any(a => a.Holds(address))))];
        if (refused.Length > 0)
            context.Report(
                resource.ExternalIps,
                $"{resource} takes traffic for the addresses {string.Join(", ", refused)}, whoever "
                    + $"owns them (CVE-2020-8554). Allowed: {(allowed.Count == 0 ? "no externalIPs" : string.Join(", ", allowed))}.");
    }

    CelCheck ICelRule.InCel(CelContext context) => context.Parameters.Get(AllowedExternalIps) is { Count: > 0 } allowed && context.Version >= AddressesInCel
        ? CelCheck
            .Objects(
                AdmissionResources.Services,
                "object.?spec.?externalIPs.orValue([]).exists(a, !isIP(a) || !variables.allowedExternalIPs.exists(b, cidr(b).containsIP(a)))")
            .With(AllowedExternalIps.Name, allowed.Select(a => a.Block))
        : CelCheck.Objects(AdmissionResources.Services, "object.?spec.?externalIPs.orValue([]).size() > 0");
}
