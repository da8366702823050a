using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7006: services name no external addresses (CVE-2020-8554).</summary>
public sealed class ServiceExternalIp() : KindRule(new("CSEC7006", "service-external-ip", Severity.High,
    "Service takes external addresses",
    "Remove 'externalIPs'; use a load balancer.")
{
    References = ["NIST SP 800-190 3.4.2"],
}, "Service")
{
    /// <inheritdoc/>
    protected override void Evaluate(KubernetesResource resource, RuleContext context)
    {
        FieldList<string> addresses = resource.Spec.TextList("externalIPs");
        if (addresses.Items.Count > 0)
            context.Report(addresses, $"Service '{resource.Name}' takes traffic for the addresses {string.Join(", ", addresses.Items.Select(a => a.ToString()))}, whoever owns them (CVE-2020-8554).");
    }
}
