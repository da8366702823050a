using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3008: hostUsers is not set to true (NIST SP 800-190 3.5.2).</summary>
internal sealed class HostUserNamespace() : Rule(new("CSEC3008", "host-user-namespace", Severity.Medium,
    "Asks for the host's user namespace",
    "Remove 'hostUsers: true', or set it to false.")
{
    References = ["NIST SP 800-190 3.5.2"],
}), IJudges<Workload>, ICelRule
{
    public void Judge(Workload resource, RuleContext context)
    {
        if (resource.HostUsers.Is(true))
            context.Report(resource.HostUsers, "The pod asks for the host's user namespace: its root is the node's root. Allowed: false, or no value.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Pod("variables.podSpec.?hostUsers.orValue(false)");
}
