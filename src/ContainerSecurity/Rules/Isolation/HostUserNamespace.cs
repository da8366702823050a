using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3008: hostUsers is not set to true (NIST SP 800-190 3.5.2).</summary>
public sealed class HostUserNamespace() : Rule<Workload>(new("CSEC3008", "host-user-namespace", Severity.Medium,
    "Asks for the host's user namespace",
    "Remove 'hostUsers: true', or set it to false.")
{
    References = ["NIST SP 800-190 3.5.2"],
}), ICelRule
{
    /// <inheritdoc/>
    protected override void Evaluate(Workload resource, RuleContext context)
    {
        if (resource.HostUsers.Is(true))
            context.Report(resource.HostUsers, "The pod asks for the host's user namespace: its root is the node's root. Allowed: false, or no value.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Pod("variables.podSpec.?hostUsers.orValue(false)");
}
