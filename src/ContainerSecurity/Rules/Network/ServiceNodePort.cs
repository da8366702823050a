using ContainerSecurity.Resources.Network;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7004: services are not of type NodePort (NIST SP 800-190 3.4.2).</summary>
internal sealed class ServiceNodePort() : Rule(new("CSEC7004", "service-node-port", Severity.Medium,
    "Service opens a port on every node",
    "Use 'type: ClusterIP' behind an Ingress or Gateway.")
{
    IsOptional = true,
    References = ["NIST SP 800-190 3.4.2"],
}), IJudges<Service>, ICelRule
{
    public void Judge(Service resource, RuleContext context)
    {
        if (resource.Type.Is("NodePort"))
            context.Report(resource.Type, $"{resource} opens a port on every node of the cluster (type: NodePort). Allowed: ClusterIP, LoadBalancer.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Objects(AdmissionResources.Services, "object.?spec.?type.orValue('') == 'NodePort'");
}
