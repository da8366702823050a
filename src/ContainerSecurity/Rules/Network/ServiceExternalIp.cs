using ContainerSecurity.Resources.Network;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7006: services name no external addresses (CVE-2020-8554).</summary>
internal sealed class ServiceExternalIp() : Rule(new("CSEC7006", "service-external-ip", Severity.High,
    "Service takes external addresses",
    "Remove 'externalIPs'; use a load balancer.")
{
    References = ["CVE-2020-8554", "NIST SP 800-190 3.4.2"],
}), IJudges<Service>, ICelRule
{
    public void Judge(Service resource, RuleContext context)
    {
        if (resource.ExternalIps.Items.Count > 0)
            context.Report(
                resource.ExternalIps,
                $"{resource} takes traffic for the addresses {string.Join(", ", resource.ExternalIps.Items)}, whoever "
                    + $"owns them (CVE-2020-8554). Allowed: no externalIPs.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Objects(AdmissionResources.Services, "object.?spec.?externalIPs.orValue([]).size() > 0");
}
