using ContainerSecurity.Resources.Network;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7043: services stand for pods, not for a name elsewhere (NIST SP 800-190 3.3.3).</summary>
internal sealed class ServiceExternalName() : Rule(new("CSEC7043", "service-external-name", Severity.Low,
    "Service stands for a name elsewhere",
    "Let the program call the name itself, or use a Service with a selector.")
{
    References = ["NIST SP 800-190 3.3.3"],
}), IJudges<Service>, ICelRule
{
    public void Judge(Service resource, RuleContext context)
    {
        if (resource.Type.Is("ExternalName"))
            context.Report(
                resource.Type,
                $"{resource} sends its clients to '{resource.Spec.Text("externalName").Or("")}', past the network policies that bind pods, "
                    + $"and to an address that whoever owns the name chooses. Allowed: ClusterIP with a selector.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Objects(AdmissionResources.Services, "object.?spec.?type.orValue('') == 'ExternalName'");
}
